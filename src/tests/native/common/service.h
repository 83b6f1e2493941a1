/*
 * The interfaces of the service: those of BITS on Windows by its own headers, elsewhere by one that is generated from the golden table
 * (abi.txt), as WCHAR, LONG and the calling convention are not those of Windows there. Sources that use no more than this serve
 * both.
 */
#ifndef SERVICE_H
#define SERVICE_H

#include "com.h"
#include "delivery.h"

#ifdef _WIN32
#include <bits.h>
#include <bits1_5.h>
#include <bits2_0.h>
#include <bits2_5.h>
#include <bits3_0.h>
#include <bits4_0.h>
#include <bits5_0.h>
#include <bits10_1.h>
#include <bits10_2.h>
#include <bits10_3.h>
#include <bitsmsg.h>
#else
#include "interfaces.h"
#endif

#define INTERFACE(object) _Generic((object), \
    DELIVERY_INTERFACES, \
    IBackgroundCopyManager *: "IBackgroundCopyManager", \
    IEnumBackgroundCopyJobs *: "IEnumBackgroundCopyJobs", \
    IEnumBackgroundCopyFiles *: "IEnumBackgroundCopyFiles", \
    IBackgroundCopyError *: "IBackgroundCopyError", \
    IBackgroundCopyJob *: "IBackgroundCopyJob", \
    IBackgroundCopyJob2 *: "IBackgroundCopyJob2", \
    IBackgroundCopyJob3 *: "IBackgroundCopyJob3", \
    IBackgroundCopyJob4 *: "IBackgroundCopyJob4", \
    IBackgroundCopyJob5 *: "IBackgroundCopyJob5", \
    IBackgroundCopyJobHttpOptions *: "IBackgroundCopyJobHttpOptions", \
    IBackgroundCopyJobHttpOptions2 *: "IBackgroundCopyJobHttpOptions2", \
    IBackgroundCopyJobHttpOptions3 *: "IBackgroundCopyJobHttpOptions3", \
    IBitsTokenOptions *: "IBitsTokenOptions", \
    IBackgroundCopyFile *: "IBackgroundCopyFile", \
    IBackgroundCopyFile2 *: "IBackgroundCopyFile2", \
    IBackgroundCopyFile3 *: "IBackgroundCopyFile3", \
    IBackgroundCopyFile4 *: "IBackgroundCopyFile4", \
    IBackgroundCopyFile5 *: "IBackgroundCopyFile5", \
    IBackgroundCopyFile6 *: "IBackgroundCopyFile6", \
    IBackgroundCopyCallback3 *: "IBackgroundCopyCallback3", \
    IBackgroundCopyServerCertificateValidationCallback *: "IBackgroundCopyServerCertificateValidationCallback")

#endif
