/* IBackgroundCopyJobHttpOptions to IBackgroundCopyJobHttpOptions3: a second line of interfaces of the job's object. */
#include "client.h"

#include <string.h>

enum { HASH_BYTES = 20 };

static void drive_certificate(IBackgroundCopyJobHttpOptions *options, const BYTE *expected)
{
    BG_CERT_STORE_LOCATION location = BG_CERT_STORE_LOCATION_USERS;
    BYTE hash[HASH_BYTES];
    BYTE *found = NULL;
    LPWSTR store = NULL, subject = NULL;
    memcpy(hash, expected, sizeof hash);
    EXPECT(S_OK, CALL(options, SetClientCertificateByID, BG_CERT_STORE_LOCATION_CURRENT_USER, u"MY", hash));
    if (EXPECT(S_OK, CALL(options, GetClientCertificate, &location, &store, &found, &subject))) {
        CHECK(location == BG_CERT_STORE_LOCATION_CURRENT_USER);
        CHECK(found && memcmp(found, expected, HASH_BYTES) == 0);
        CHECK(subject != NULL);
        EXPECT_TEXT(u"MY", store);
        CoTaskMemFree(found);
        CoTaskMemFree(subject);
    }
    EXPECT(S_OK, CALL(options, SetClientCertificateByName, BG_CERT_STORE_LOCATION_CURRENT_USER, u"MY", u"native client"));
    EXPECT(S_OK, CALL(options, RemoveClientCertificate));
    EXPECT(S_FALSE, CALL(options, RemoveClientCertificate));
}

static void drive_requests(IBackgroundCopyJobHttpOptions *options)
{
    LPWSTR headers = NULL;
    ULONG flags = 1;
    EXPECT(S_FALSE, CALL(options, GetCustomHeaders, &headers));
    CHECK(headers == NULL);
    EXPECT(S_OK, CALL(options, SetCustomHeaders, u"X-One: 1\r\nX-Two: 2\r\n"));
    if (EXPECT(S_OK, CALL(options, GetCustomHeaders, &headers))) {
        EXPECT_TEXT(u"X-One: 1\r\nX-Two: 2\r\n", headers);
    }
    EXPECT(S_OK, CALL(options, GetSecurityFlags, &flags));
    CHECK(flags == 0);
    EXPECT(S_OK, CALL(options, SetSecurityFlags, BG_SSL_IGNORE_UNKNOWN_CA | BG_SSL_ENABLE_CRL_CHECK));
    EXPECT(S_OK, CALL(options, GetSecurityFlags, &flags));
    CHECK(flags == (BG_SSL_IGNORE_UNKNOWN_CA | BG_SSL_ENABLE_CRL_CHECK));
}

static void drive_method(IBackgroundCopyJobHttpOptions2 *options)
{
    LPWSTR method = NULL;
    if (EXPECT(S_OK, CALL(options, GetHttpMethod, &method))) {
        EXPECT_TEXT(u"GET", method);
    }
    EXPECT(S_OK, CALL(options, SetHttpMethod, u"POST"));
    if (EXPECT(S_OK, CALL(options, GetHttpMethod, &method))) {
        EXPECT_TEXT(u"POST", method);
    }
}

void drive_http_options(IBackgroundCopyJob *job, const struct parameters *parameters)
{
    IBackgroundCopyJobHttpOptions *first = NULL;
    IBackgroundCopyJobHttpOptions2 *second = NULL;
    IBackgroundCopyJobHttpOptions3 *third = NULL;
    LPWSTR headers = NULL;
    if (!QUERY(job, IBackgroundCopyJobHttpOptions, &first)) {
        return;
    }
    CHECK_UNKNOWN(first);
    drive_certificate(first, parameters->certificate_hash);
    drive_requests(first);
    if (QUERY(first, IBackgroundCopyJobHttpOptions2, &second)) {
        drive_method(second);
        CALL(second, Release);
    }
    if (QUERY(job, IBackgroundCopyJobHttpOptions3, &third)) {
        EXPECT(S_OK, CALL(third, SetServerCertificateValidationInterface, NULL));
        EXPECT(S_OK, CALL(third, MakeCustomHeadersWriteOnly));
        CHECK(FAILED(CALL(first, GetCustomHeaders, &headers)));
        CALL(third, Release);
    }
    CHECK(CALL(first, Release) == 1);
}
