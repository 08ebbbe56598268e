// How many codes are found, and how fast: code-figures FOLDER…
// Each picture has what it should say in a .txt of its stem; one without it shows no code.
#include "code_recognizer.h"

#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>

#include <QDirIterator>
#include <QFile>

#include <cstdio>

using namespace kiosk;

namespace
{

using Clock = std::chrono::steady_clock;
using Time = std::chrono::duration<double, std::milli>;

struct Figures {
    int codes = 0, found = 0, misread = 0, empty = 0, invented = 0;
    double total = 0, worst = 0;
};

void tryPicture(const QString &path, Figures &figures)
{
    const cv::Mat grey = cv::imread(QFile::encodeName(path).toStdString(), cv::IMREAD_GRAYSCALE);
    if (grey.empty())
        return;
    QFile expected(path.left(path.lastIndexOf(u'.')) + QStringLiteral(".txt"));
    const bool hasCode = expected.open(QIODevice::ReadOnly);
    const QByteArray text = hasCode ? expected.readAll().trimmed() : QByteArray();
    camerascanner::CodeRecognizer recognizer(hasCode ? QList{hal::Symbology::QrCode}
                                                     : QList<hal::Symbology>());
    const auto start = Clock::now();
    const auto code = recognizer.find(grey, Deadline::in(Milliseconds(10000)), {});
    const double took = Time(Clock::now() - start).count();
    figures.total += took;
    figures.worst = std::max(figures.worst, took);
    ++(hasCode ? figures.codes : figures.empty);
    const bool right =
        code && (code->data.trimmed() == text || hal::textOf(code->data).text.trimmed().toUtf8() == text);
    figures.found += hasCode && code ? 1 : 0;
    const bool wrong = code && hasCode && !right;
    figures.misread += wrong ? 1 : 0;
    figures.invented += code && !hasCode ? 1 : 0;
    if (!right && (code || hasCode))
        std::printf("%-9s %6.1f ms  %s\n",
                    wrong  ? "otherwise"
                    : code ? "invented"
                           : "missed",
                    took, qUtf8Printable(path));
}

} // namespace

int main(int argc, char **argv)
{
    cv::setNumThreads(1);
    Figures figures;
    for (int folder = 1; folder < argc; ++folder) {
        QDirIterator files(QFile::decodeName(argv[folder]),
                           {QStringLiteral("*.png"), QStringLiteral("*.jpg"), QStringLiteral("*.webp")},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            tryPicture(files.next(), figures);
    }
    const int pictures = figures.codes + figures.empty;
    std::printf("%d of %d codes found, %d of them with another text; %d of %d pictures without a code seem "
                "to have one; "
                "%.1f ms a picture, %.1f ms at most\n",
                figures.found, figures.codes, figures.misread, figures.invented, figures.empty,
                pictures == 0 ? 0 : figures.total / pictures, figures.worst);
    return figures.invented == 0 ? 0 : 1;
}
