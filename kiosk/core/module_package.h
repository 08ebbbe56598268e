#pragma once

#include <kiosk/core/manifest.h>
#include <kiosk/core/sealed_memory.h>

#include <memory>

namespace kiosk
{

/// A module as it is installed and handed to its host: one Qt binary resource (.rcc) whose tree begins at
/// /module, in a sealed memfd. While this object lives, its files are at root(), e.g.
/// ":/modules/id-card-print/module/Main.qml". Thread: the one that made it.
class ModulePackage
{
public:
    static constexpr qsizetype maximumSize = qsizetype(64) * 1024 * 1024; ///< bytes

    /// Reads a package file into a sealed memfd. Errors: moduleInvalid, notEnoughSpace.
    [[nodiscard]] static Result<ModulePackage> open(const QString &file);
    /// Takes a package that another process sealed; it can no longer change. Errors: moduleInvalid.
    [[nodiscard]] static Result<ModulePackage> fromSealed(FileDescriptor memory);

    ModulePackage(ModulePackage &&) noexcept;
    ModulePackage &operator=(ModulePackage &&) noexcept;
    ~ModulePackage();

    [[nodiscard]] const Manifest &manifest() const;
    [[nodiscard]] QString root() const;
    /// The sealed memfd, to hand on.
    [[nodiscard]] int descriptor() const;

private:
    struct Data;
    explicit ModulePackage(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

/// The files of a binary resource, "/module/module.json" → bytes inside the image (not copied). QResource
/// trusts the offsets of an image in memory, so nothing is registered before this has followed every one of
/// them. Pure. Errors: moduleInvalid; compressed files are refused.
[[nodiscard]] Result<QHash<QString, QByteArrayView>> readResourceImage(QByteArrayView image);

} // namespace kiosk
