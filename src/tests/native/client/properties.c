/* IBackgroundCopyJob5: values by number, in a union that is passed by value. */
#include "client.h"

static const GUID NO_CLASS = { 0 };

static void drive_flag(IBackgroundCopyJob5 *job, BITS_JOB_PROPERTY_ID id)
{
    BITS_JOB_PROPERTY_VALUE value = { .Uint64 = UINT64_MAX };
    EXPECT(S_OK, CALL(job, GetProperty, id, &value));
    CHECK(value.Enable == 0);
    value.Enable = 1;
    EXPECT(S_OK, CALL(job, SetProperty, id, value));
    EXPECT(S_OK, CALL(job, GetProperty, id, &value));
    CHECK(value.Enable == 1);
    value.Enable = 0;
    EXPECT(S_OK, CALL(job, SetProperty, id, value));
}

static void drive_numbers(IBackgroundCopyJob5 *job)
{
    BITS_JOB_PROPERTY_VALUE value = { .Dword = (DWORD) BITS_COST_STATE_TRANSFER_ALWAYS };
    EXPECT(S_OK, CALL(job, SetProperty, BITS_JOB_PROPERTY_ID_COST_FLAGS, value));
    value.Dword = 0;
    EXPECT(S_OK, CALL(job, GetProperty, BITS_JOB_PROPERTY_ID_COST_FLAGS, &value));
    CHECK(value.Dword == (DWORD) BITS_COST_STATE_TRANSFER_ALWAYS);
    value.Uint64 = UINT64_C(0x123456789A);
    EXPECT(S_OK, CALL(job, SetProperty, BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE, value));
    value.Uint64 = 0;
    EXPECT(S_OK, CALL(job, GetProperty, BITS_JOB_PROPERTY_MAX_DOWNLOAD_SIZE, &value));
    CHECK(value.Uint64 == UINT64_C(0x123456789A));
    value.Dword = 600;
    EXPECT(S_OK, CALL(job, SetProperty, BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS, value));
    value.Dword = 0;
    EXPECT(S_OK, CALL(job, GetProperty, BITS_JOB_PROPERTY_MINIMUM_NOTIFICATION_INTERVAL_MS, &value));
    CHECK(value.Dword == 600);
    value.Target = BG_AUTH_TARGET_PROXY;
    EXPECT(S_OK, CALL(job, SetProperty, BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS, value));
    value.Target = BG_AUTH_TARGET_SERVER;
    EXPECT(S_OK, CALL(job, GetProperty, BITS_JOB_PROPERTY_USE_STORED_CREDENTIALS, &value));
    CHECK(value.Target == BG_AUTH_TARGET_PROXY);
}

static void drive_class(IBackgroundCopyJob5 *job, const GUID *class)
{
    BITS_JOB_PROPERTY_VALUE value = { .ClsID = *class };
    EXPECT(S_OK, CALL(job, SetProperty, BITS_JOB_PROPERTY_NOTIFICATION_CLSID, value));
    value.ClsID = IID_IUnknown;
    EXPECT(S_OK, CALL(job, GetProperty, BITS_JOB_PROPERTY_NOTIFICATION_CLSID, &value));
    CHECK(IsEqualGUID(&value.ClsID, class));
}

void drive_properties(IBackgroundCopyJob *job)
{
    IBackgroundCopyJob5 *fifth = NULL;
    BITS_JOB_PROPERTY_VALUE value = { .Uint64 = 0 };
    if (!QUERY(job, IBackgroundCopyJob5, &fifth)) {
        return;
    }
    CHECK_UNKNOWN(fifth);
    drive_numbers(fifth);
    drive_class(fifth, &CLSID_BackgroundCopyManager);
    drive_class(fifth, &NO_CLASS);
    drive_flag(fifth, BITS_JOB_PROPERTY_DYNAMIC_CONTENT);
    drive_flag(fifth, BITS_JOB_PROPERTY_HIGH_PERFORMANCE);
    EXPECT(S_OK, CALL(fifth, SetProperty, BITS_JOB_PROPERTY_ON_DEMAND_MODE, value));
    EXPECT(S_OK, CALL(fifth, GetProperty, BITS_JOB_PROPERTY_ON_DEMAND_MODE, &value));
    CHECK(value.Enable == 0);
    EXPECT(BG_E_UNKNOWN_PROPERTY_ID, CALL(fifth, GetProperty, (BITS_JOB_PROPERTY_ID) 99, &value));
    CHECK(CALL(fifth, Release) == 1);
}
