#include <kiosk/ctl/sealed_archive.h>

#include <archive.h>
#include <archive_entry.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <memory>

namespace kiosk::ctl
{

namespace
{

template <auto Free> struct Deleter {
    template <typename T> void operator()(T *object) const { Free(object); }
};
template <typename T, auto Free> using Owned = std::unique_ptr<T, Deleter<Free>>;
using Archive = Owned<archive, archive_write_free>;
using Entry = Owned<archive_entry, archive_entry_free>;
using Bio = Owned<BIO, BIO_free_all>;
using Certificate = Owned<X509, X509_free>;
using Cms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;

void freeStack(STACK_OF(X509) * certificates)
{
    sk_X509_free(certificates);
}
using Certificates = Owned<STACK_OF(X509), freeStack>;

la_ssize_t append(archive * /*archive*/, void *target, const void *data, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(data), qsizetype(size));
    return la_ssize_t(size);
}

Error archiveError(archive *archive)
{
    return fail(error::internalError, QString::fromUtf8(archive_error_string(archive)));
}

Error cmsError()
{
    char text[256] = "";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    return fail(error::invalidData, QString::fromLatin1(text));
}

Bio reading(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

} // namespace

Result<QByteArray> packArchive(const QList<ArchiveFile> &files)
{
    QByteArray packed;
    const Archive archive(archive_write_new());
    const bool opened = archive_write_set_format_pax_restricted(archive.get()) == ARCHIVE_OK &&
                        archive_write_add_filter_zstd(archive.get()) == ARCHIVE_OK &&
                        // Nothing is filled up behind the last block: zstd takes it for damage.
                        archive_write_set_bytes_in_last_block(archive.get(), 1) == ARCHIVE_OK &&
                        archive_write_open(archive.get(), &packed, nullptr, append, nullptr) == ARCHIVE_OK;
    if (!opened)
        return archiveError(archive.get());
    for (const ArchiveFile &file : files) {
        const Entry entry(archive_entry_new());
        archive_entry_set_pathname_utf8(entry.get(), file.name.toUtf8().constData());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        archive_entry_set_size(entry.get(), file.content.size());
        if (archive_write_header(archive.get(), entry.get()) != ARCHIVE_OK ||
            archive_write_data(archive.get(), file.content.constData(), size_t(file.content.size())) !=
                file.content.size())
            return archiveError(archive.get());
    }
    if (archive_write_close(archive.get()) != ARCHIVE_OK)
        return archiveError(archive.get());
    return packed;
}

Result<QByteArray> sealFor(const QByteArray &certificatePem, const QByteArray &content)
{
    const Bio pem = reading(certificatePem);
    Certificate certificate(PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr));
    const Certificates recipients(sk_X509_new_null());
    if (!certificate || !recipients || sk_X509_push(recipients.get(), certificate.get()) == 0)
        return cmsError();
    const Bio plain = reading(content);
    const Cms sealed(CMS_encrypt(recipients.get(), plain.get(), EVP_aes_256_cbc(), CMS_BINARY));
    const Bio target(BIO_new(BIO_s_mem()));
    if (!sealed || !target || i2d_CMS_bio(target.get(), sealed.get()) != 1)
        return cmsError();
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(target.get(), &bytes);
    return QByteArray(bytes, qsizetype(size));
}

} // namespace kiosk::ctl
