#include <kiosk/ctl/module_packer.h>

#include <kiosk/ctl/search_readings.h>
#include <kiosk/ctl/write_file.h>

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QLibraryInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <map>

namespace kiosk::ctl
{

namespace
{

/// Path in the package → file on the disk; ordered, so that the package is the same every time.
using Contents = std::map<QString, QString>;

Status runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_RCC_SOURCE_DATE_OVERRIDE"), QStringLiteral("1"));
    environment.insert(QStringLiteral("QT_HASH_SEED"), QStringLiteral("0"));
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return fail(error::internalError,
                    QStringLiteral("%1: %2 %3")
                        .arg(program, process.errorString(), QString::fromUtf8(process.readAll().trimmed())));
    return {};
}

/// What a terminal needs of the folder; module.yaml goes in as JSON, tests and documentation stay out.
Result<Contents> collect(const QString &folder, const QString &scratch, QList<Finding> &findings)
{
    Contents contents;
    const QDir root(folder);
    QDirIterator files(folder, QDir::Files | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString relative = root.relativeFilePath(path);
        const QString top = relative.section(u'/', 0, 0);
        if (top == u"tests" || top == u"module.yaml" || top == u"CMakeLists.txt" || top.startsWith(u"README"))
            continue;
        if (files.fileInfo().isSymLink() || !files.fileInfo().isFile()) {
            findings.append({path, 0, QStringLiteral("only plain files can be in a module")});
            continue;
        }
        if (files.fileInfo().suffix() == u"ts") {
            const QString compiled =
                scratch + u'/' + files.fileInfo().completeBaseName() + QStringLiteral(".qm");
            KIOSK_TRY(runTool(QLibraryInfo::path(QLibraryInfo::BinariesPath) + QStringLiteral("/lrelease"),
                              {QStringLiteral("-silent"), QStringLiteral("-compress"), path,
                               QStringLiteral("-qm"), compiled}));
            contents[relative.chopped(2) + QStringLiteral("qm")] = compiled;
            continue;
        }
        contents[relative] = path;
    }
    return contents;
}

} // namespace

Status packModule(const QString &folder, const QString &output, QList<Finding> &findings)
{
    const QString source = QDir(folder).absolutePath();
    auto manifest = Manifest::fromModule(source, findings);
    if (!manifest)
        return manifest.error();
    const auto reader = Reader::create();
    if (!reader)
        return reader.error();
    reader->addReadings(manifest->items);
    const QTemporaryDir scratch;
    if (!scratch.isValid())
        return fail(error::notEnoughSpace, scratch.errorString());
    auto contents = collect(source, scratch.path(), findings);
    if (!contents)
        return contents.error();
    if (!findings.isEmpty())
        return fail(error::moduleInvalid, findings.first().text());

    const QString manifestFile = scratch.filePath(QStringLiteral("module.json"));
    KIOSK_TRY(writeFile(manifestFile, QJsonDocument(manifest->toJson()).toJson(QJsonDocument::Compact)));
    (*contents)[QStringLiteral("module.json")] = manifestFile;

    QString list = QStringLiteral("<RCC><qresource prefix=\"/module\">\n");
    for (const auto &[alias, file] : *contents)
        list +=
            QStringLiteral("<file alias=\"%1\">%2</file>\n").arg(alias.toHtmlEscaped(), file.toHtmlEscaped());
    list += QStringLiteral("</qresource></RCC>\n");
    const QString listFile = scratch.filePath(QStringLiteral("module.qrc"));
    KIOSK_TRY(writeFile(listFile, list.toUtf8()));

    const QString packed = scratch.filePath(QStringLiteral("module.rcc"));
    KIOSK_TRY(runTool(QLibraryInfo::path(QLibraryInfo::LibraryExecutablesPath) + QStringLiteral("/rcc"),
                      {QStringLiteral("--binary"), QStringLiteral("--no-compress"),
                       QStringLiteral("--output"), packed, listFile}));
    QFile result(packed);
    if (!result.open(QIODevice::ReadOnly))
        return fail(error::internalError, result.errorString());
    QDir().mkpath(QFileInfo(output).absolutePath());
    return writeFile(output, result.readAll());
}

} // namespace kiosk::ctl
