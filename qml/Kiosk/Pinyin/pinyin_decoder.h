#pragma once

#include <QObject>
#include <QQmlEngine>
#include <QStringList>

/// Pinyin to characters, by the library that Qt's own pinyin plugin has (Debian's Qt comes without that
/// plugin).
///
/// It learns nothing and writes nothing: the library is given no user dictionary. The library keeps one
/// search for the whole process, so there is one decoder at a time. GUI thread only.
class PinyinDecoder : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// What is being typed: the characters chosen so far, then the letters by syllable ("班里 xu ji").
    Q_PROPERTY(QString composition READ composition NOTIFY changed FINAL)
    /// What the letters may mean, likeliest first: for all of them, then for the first syllables.
    Q_PROPERTY(QStringList candidates READ candidates NOTIFY changed FINAL)
    /// No letter more is taken before a character has been chosen or taken back.
    Q_PROPERTY(bool full READ full NOTIFY changed FINAL)
    /// False without the library's dictionary: only letters can be typed.
    Q_PROPERTY(bool available READ available CONSTANT FINAL)

public:
    explicit PinyinDecoder(QObject *parent = nullptr);
    ~PinyinDecoder() override;
    Q_DISABLE_COPY_MOVE(PinyinDecoder)

    [[nodiscard]] QString composition() const { return m_composition; }
    [[nodiscard]] QStringList candidates() const { return m_candidates; }
    [[nodiscard]] bool full() const;
    [[nodiscard]] bool available() const { return m_open; }

    /// One letter a–z, or an apostrophe between syllables. What the library has no room for is left out.
    Q_INVOKABLE void add(const QString &letter);
    /// Takes the last choice back, or the last letter.
    Q_INVOKABLE void removeLast();
    /// The whole text once every letter has its characters, else empty: the rest waits for its choice.
    Q_INVOKABLE QString choose(int index);
    /// The likeliest text of all of it; letters that begin no syllable stay letters.
    Q_INVOKABLE QString finish();
    /// The letters as they were typed.
    [[nodiscard]] Q_INVOKABLE QString letters() const;
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void changed();

private:
    /// The first letters, which have their characters.
    struct Choice {
        QByteArray letters;
        QString text;
    };
    void search();
    void forget();
    [[nodiscard]] QString chosenText() const;

    QList<Choice> m_choices;
    QByteArray m_letters;      ///< that have none yet
    qsizetype m_syllables = 0; ///< in m_letters
    QString m_composition;
    QStringList m_candidates;
    bool m_open = false;
};
