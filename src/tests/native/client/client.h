/*
 * A client of the service that is written in C, by which any program may be one: it is handed a manager's interface pointer and
 * drives every method behind it. The parts share what is declared here.
 */
#ifndef CLIENT_H
#define CLIENT_H

#include "service.h"
#include "report.h"

/* What the client is given to work with. Each member has eight bytes; texts are UTF-16. */
struct parameters {
    const WCHAR *directory;        /* for its files; ends with a separator */
    const WCHAR *url;              /* of a server with the content */
    const WCHAR *missing_url;      /* that answers 404 */
    const WCHAR *secure_url;       /* with the content, by https: asks for a certificate, and shows one signed by nobody */
    const BYTE *certificate_hash;  /* 20 bytes: which certificate of the store MY that server believes */
    const WCHAR *upload_url;       /* of a server that takes files and replies */
    const WCHAR *upload_file;      /* a file with the content */
    const BYTE *content;
    UINT64 content_size;
    const BYTE *reply;
    UINT64 reply_size;
    const BYTE *certificate;       /* in DER: of the store MY, the one with that hash */
    UINT64 certificate_size;
    const WCHAR *reply_url;        /* where that reply is the file */
};

/*
 * What the program is entered by: drives all that can be reached from the manager, which is lent, and writes what happened to the
 * text: see write_report.
 */
EXPORTED void drive_bits(IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size);
EXPORTED void drive_delivery_optimization(
    IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size);

/* Delivery Optimization by its own interfaces, which the manager's object has too. */
EXPORTED void drive_downloads(IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size);

/* What Delivery Optimization has besides the interfaces of BITS: IDeliveryOptimizationJob, Job2, File and File2. */
EXPORTED void drive_delivery_additions(
    IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size);

/* Who allocates and who frees what these are given and give. */
EXPORTED void drive_delivery_memory(
    IBackgroundCopyManager *manager, const struct parameters *parameters, char *report, size_t size);

/* The parts, in the order of drive_bits(). */
void drive_manager(IBackgroundCopyManager *manager, HRESULT not_found);
void drive_settings(IBackgroundCopyManager *manager, const struct parameters *parameters);
void drive_names(IBackgroundCopyJob *job);
void drive_notify_interface(IBackgroundCopyJob *job);
void drive_newer_settings(IBackgroundCopyJob *job);
void drive_properties(IBackgroundCopyJob *job);
void drive_http_options(IBackgroundCopyJob *job, const struct parameters *parameters);
void drive_download(IBackgroundCopyManager *manager, const struct parameters *parameters);
void drive_files(IBackgroundCopyJob *job, const struct parameters *parameters);
void drive_first_file(IBackgroundCopyFile *file, const struct parameters *parameters);
void drive_newer_files(IBackgroundCopyFile *file, const struct parameters *parameters);
void drive_on_demand(IBackgroundCopyManager *manager, const struct parameters *parameters);
void drive_failure(IBackgroundCopyManager *manager, const struct parameters *parameters, BG_ERROR_CONTEXT context);
void drive_error(IBackgroundCopyError *error, BG_ERROR_CONTEXT context, const WCHAR *url);
void drive_secure_download(IBackgroundCopyManager *manager, const struct parameters *parameters);
void drive_upload(IBackgroundCopyManager *manager, const struct parameters *parameters);
void drive_class_server(IBackgroundCopyManager *manager, const struct parameters *parameters);

/* A new job; NULL, and reported, if there is none. */
IBackgroundCopyJob *new_job(IBackgroundCopyManager *manager, BG_JOB_TYPE type, const WCHAR *name);

/* The job's first file. */
IBackgroundCopyFile *first_file(IBackgroundCopyJob *job);

/* Whether the job gets to that state within a minute, by looking. */
bool reaches(IBackgroundCopyJob *job, BG_JOB_STATE state);

#endif
