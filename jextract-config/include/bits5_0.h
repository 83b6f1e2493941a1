// What the bits5_0.h of mingw-w64 10 lacks: IBackgroundCopyFile5, and of the cost states all but
// BITS_COST_STATE_TRANSFER_ALWAYS. It has IBackgroundCopyJob5.
#ifndef BITS4J_BITS5_0_H
#define BITS4J_BITS5_0_H

#if __has_include_next(<bits5_0.h>)
#include_next <bits5_0.h>
#endif

#include <bits4_0.h>
#include "inherited_slots.h"

#ifndef __BackgroundCopyManager5_0_FWD_DEFINED__
DEFINE_GUID(CLSID_BackgroundCopyManager5_0, 0x1ecca34c, 0xe88a, 0x44e3,
            0x8d, 0x6a, 0x89, 0x21, 0xbd, 0xe9, 0xe4, 0x52);
#endif

#ifndef BITS_COST_STATE_UNRESTRICTED
#define BITS_COST_STATE_UNRESTRICTED 0x00000001
#define BITS_COST_STATE_CAPPED_USAGE_UNKNOWN 0x00000002
#define BITS_COST_STATE_BELOW_CAP 0x00000004
#define BITS_COST_STATE_NEAR_CAP 0x00000008
#define BITS_COST_STATE_OVERCAP_CHARGED 0x00000010
#define BITS_COST_STATE_OVERCAP_THROTTLED 0x00000020
#define BITS_COST_STATE_USAGE_BASED 0x00000040
#define BITS_COST_STATE_ROAMING 0x00000080
#define BITS_COST_OPTION_IGNORE_CONGESTION 0x80000000
#define BITS_COST_STATE_RESERVED 0x40000000
#define BITS_COST_STATE_TRANSFER_NOT_ROAMING 0x8000007F
#define BITS_COST_STATE_TRANSFER_NO_SURCHARGE 0x8000006F
#define BITS_COST_STATE_TRANSFER_STANDARD 0x80000067
#define BITS_COST_STATE_TRANSFER_UNRESTRICTED 0x80000021
#endif

#ifndef __IBackgroundCopyFile5_FWD_DEFINED__
#define __IBackgroundCopyFile5_FWD_DEFINED__
typedef interface IBackgroundCopyFile5 IBackgroundCopyFile5;
#endif

#ifndef __IBackgroundCopyFile5_INTERFACE_DEFINED__
#define __IBackgroundCopyFile5_INTERFACE_DEFINED__
typedef enum BITS_JOB_TRANSFER_POLICY {
    BITS_JOB_TRANSFER_POLICY_ALWAYS = 0x800000FF,
    BITS_JOB_TRANSFER_POLICY_NOT_ROAMING = 0x8000007F,
    BITS_JOB_TRANSFER_POLICY_NO_SURCHARGE = 0x8000006F,
    BITS_JOB_TRANSFER_POLICY_STANDARD = 0x80000067,
    BITS_JOB_TRANSFER_POLICY_UNRESTRICTED = 0x80000021
} BITS_JOB_TRANSFER_POLICY;

typedef enum BITS_FILE_PROPERTY_ID {
    BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS = 1
} BITS_FILE_PROPERTY_ID;

typedef union _BITS_FILE_PROPERTY_VALUE {
    LPWSTR String;
} BITS_FILE_PROPERTY_VALUE;

DEFINE_GUID(IID_IBackgroundCopyFile5, 0x85c1657f, 0xdafc, 0x40e8,
            0x88, 0x34, 0xdf, 0x18, 0xea, 0x25, 0x71, 0x7e);

typedef struct IBackgroundCopyFile5Vtbl {
    BEGIN_INTERFACE
    IBackgroundCopyFile5_SLOTS(IBackgroundCopyFile5)
    END_INTERFACE
} IBackgroundCopyFile5Vtbl;

interface IBackgroundCopyFile5 {
    CONST_VTBL IBackgroundCopyFile5Vtbl *lpVtbl;
};
#endif

#endif
