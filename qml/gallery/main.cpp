#include "gallery.h"

#include <QCommandLineParser>
#include <QGuiApplication>

int main(int argc, char *argv[])
{
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("Shows every page of the terminal with sample data."));
    options.addHelpOption();
    options.addOptions({
        {QStringLiteral("out"), QStringLiteral("Write DIR/PAGE.png instead of showing a window."),
         QStringLiteral("dir")},
        {QStringLiteral("orientation"), QStringLiteral("portrait or landscape"), QStringLiteral("name"),
         QStringLiteral("portrait")},
        {QStringLiteral("mode"), QStringLiteral("standard, or of elder, large, contrast, low, as elder+low"),
         QStringLiteral("name"), QStringLiteral("standard")},
        {QStringLiteral("language"), QStringLiteral("zh, en, or pseudo (two fifths longer)"),
         QStringLiteral("name"), QStringLiteral("zh")},
        {QStringLiteral("source"), QStringLiteral("Read the pages from this qml/ folder, without a build."),
         QStringLiteral("dir")},
        {QStringLiteral("scale"), QStringLiteral("uiScale of the panel"), QStringLiteral("factor"),
         QStringLiteral("1")},
        {QStringLiteral("bottom"), QStringLiteral("Height of the screen's lower edge over the floor."),
         QStringLiteral("mm"), QStringLiteral("900")},
        {QStringLiteral("training"), QStringLiteral("With a training's band below each page.")},
        {QStringLiteral("reading"), QStringLiteral("Write DIR/PAGE.txt: what is read out of each page."),
         QStringLiteral("dir")},
        {QStringLiteral("page"), QStringLiteral("Only this page; may be repeated."), QStringLiteral("name")},
    });
    options.process(application);

    kiosk::Gallery gallery;
    if (options.isSet(QStringLiteral("source")))
        gallery.readSources(options.value(QStringLiteral("source")));
    gallery.setLook(
        {options.value(QStringLiteral("orientation")) == u"landscape", options.value(QStringLiteral("mode")),
         options.value(QStringLiteral("language")), options.value(QStringLiteral("scale")).toDouble(),
         options.value(QStringLiteral("bottom")).toDouble(), options.isSet(QStringLiteral("training"))});
    const QStringList wanted = options.values(QStringLiteral("page"));
    const QStringList pages = wanted.isEmpty() ? gallery.pages() : wanted;
    if (options.isSet(QStringLiteral("out")))
        return gallery.save(pages, options.value(QStringLiteral("out"))) ? 0 : 1;
    if (options.isSet(QStringLiteral("reading")))
        return gallery.saveReading(pages, options.value(QStringLiteral("reading"))) ? 0 : 1;
    gallery.browse(pages);
    return application.exec();
}
