// One name per type. jextract names a class after the C tag and lets a typedef become a subclass of it; giving
// the tag the name of the typedef leaves a single class under the name Microsoft documents.
// A macro also renames what has no stable name: WIDL numbers its anonymous types anew in each release.

// mingw-w64 has BOOL as a macro for this.
#define WINBOOL BOOL

#define _GUID GUID
#define _FILETIME FILETIME
#define _LARGE_INTEGER LARGE_INTEGER
#define _ULARGE_INTEGER ULARGE_INTEGER
#define tagCY CY
#define tagDEC DECIMAL
#define tagSAFEARRAY SAFEARRAY
#define tagSAFEARRAYBOUND SAFEARRAYBOUND
#define tagSTATSTG STATSTG
#define tagVARIANT VARIANT

#define _BG_FILE_INFO BG_FILE_INFO
#define _BG_FILE_PROGRESS BG_FILE_PROGRESS
#define _BG_FILE_RANGE BG_FILE_RANGE
#define _BG_JOB_PROGRESS BG_JOB_PROGRESS
#define _BG_JOB_REPLY_PROGRESS BG_JOB_REPLY_PROGRESS
#define _BG_JOB_TIMES BG_JOB_TIMES
#define _BITS_FILE_PROPERTY_VALUE BITS_FILE_PROPERTY_VALUE
#define _BITS_JOB_PROPERTY_VALUE BITS_JOB_PROPERTY_VALUE

#define _DO_DOWNLOAD_ENUM_CATEGORY DO_DOWNLOAD_ENUM_CATEGORY
#define _DO_DOWNLOAD_RANGE DO_DOWNLOAD_RANGE
#define _DO_DOWNLOAD_RANGES_INFO DO_DOWNLOAD_RANGES_INFO
#define _DO_DOWNLOAD_STATUS DO_DOWNLOAD_STATUS
#define _DOSwarmStats DOSwarmStats

// As mingw-w64 10 numbers them.
#define __WIDL_bits_generated_name_0000000C BG_ERROR_CONTEXT
#define __WIDL_bits_generated_name_0000000D BG_JOB_PRIORITY
#define __WIDL_bits_generated_name_0000000E BG_JOB_STATE
#define __WIDL_bits_generated_name_0000000F BG_JOB_TYPE
#define __WIDL_bits_generated_name_00000010 BG_JOB_PROXY_USAGE
#define __WIDL_bits1_5_generated_name_00000011 BG_AUTH_TARGET
#define __WIDL_bits1_5_generated_name_00000012 BG_AUTH_SCHEME
#define __WIDL_bits1_5_generated_name_00000013 BG_BASIC_CREDENTIALS
#define __WIDL_bits1_5_generated_name_00000014 BG_AUTH_CREDENTIALS_UNION
#define __WIDL_bits1_5_generated_name_00000015 BG_AUTH_CREDENTIALS
#define __WIDL_bits2_5_generated_name_00000016 BG_CERT_STORE_LOCATION
#define __WIDL_bits5_0_generated_name_00000017 BITS_JOB_PROPERTY_ID

// As MIDL numbers them in the Windows SDK 10.0.26100.
#define __MIDL_IBackgroundCopyJob2_0001 BG_BASIC_CREDENTIALS
#define __MIDL_IBackgroundCopyJob2_0002 BG_AUTH_CREDENTIALS_UNION
#define __MIDL_IBackgroundCopyJob2_0003 BG_AUTH_CREDENTIALS
#define __MIDL___MIDL_itf_bits5_0_0000_0000_0001 BITS_JOB_PROPERTY_VALUE
#define __MIDL___MIDL_itf_bits5_0_0000_0000_0002 BITS_FILE_PROPERTY_VALUE
