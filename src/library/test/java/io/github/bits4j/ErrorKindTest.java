package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorKindTest {

    private static BackgroundCopyException exception(int hresult) {
        return BackgroundCopyException.of(hresult, "IBackgroundCopyJob::Resume", "");
    }

    @ParameterizedTest
    @CsvSource({
        "80190194, HTTP_STATUS, HttpStatusException",
        "801901F7, HTTP_STATUS, HttpStatusException",
        "800704DD, NOT_LOGGED_ON, NotLoggedOnException",
        "80070005, ACCESS_DENIED, JobAccessDeniedException",
        "80200016, ACCESS_DENIED, JobAccessDeniedException",
        "80200002, INVALID_STATE, InvalidJobStateException",
        "80D02013, INVALID_STATE, InvalidJobStateException",
        "80200061, INVALID_STATE, InvalidJobStateException",
        "80200001, NOT_FOUND, JobNotFoundException",
        "80D02003, NOT_FOUND, JobNotFoundException",
        "80200049, QUOTA, QuotaException",
        "80200050, QUOTA, QuotaException",
        "80200051, QUOTA, QuotaException",
        "80200052, QUOTA, QuotaException",
        "80070422, SERVICE_DISABLED, ServiceDisabledException",
        "80040154, SERVICE_DISABLED, ServiceDisabledException",
        "80D01001, SERVICE_DISABLED, ServiceDisabledException",
        "80010007, SERVICE_GONE, ServiceGoneException",
        "80010108, SERVICE_GONE, ServiceGoneException",
        "800401FD, SERVICE_GONE, ServiceGoneException",
        "800706BA, SERVICE_GONE, ServiceGoneException",
        "80200059, BLOCKED, BackgroundCopyException",
        "8020006E, BLOCKED, BackgroundCopyException",
        "80200031, NETWORK, BackgroundCopyException",
        "80200013, SERVER, BackgroundCopyException",
        "80200038, SECURITY, BackgroundCopyException",
        "80070070, LOCAL_FILE, BackgroundCopyException",
        "80D02002, STALLED, BackgroundCopyException",
        "80004001, OTHER, BackgroundCopyException",
        "8FED0012, OTHER, BackgroundCopyException"})
    void the_code_alone_decides_the_kind_and_the_class(String code, ErrorKind kind, String className) {
        int hresult = Integer.parseUnsignedInt(code, 16);
        assertThat(ErrorKind.of(hresult)).isEqualTo(kind);
        BackgroundCopyException e = exception(hresult);
        assertThat(e.getClass().getSimpleName()).isEqualTo(className);
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.hresult()).isEqualTo(hresult);
        assertThat(e.remedy()).as("each says what to do").isEqualTo(HResult.remedy(hresult));
        e.remedy().ifPresent(remedy -> assertThat(e).hasMessageEndingWith(remedy));
    }

    @Test
    void each_known_code_of_the_services_policies_is_one_that_blocks() {
        for (int code = 0; code <= 0xFFFF; code++) {
            for (int facility : new int[] {0x80200000, 0x80D00000}) {
                if (HResult.name(facility | code).contains("BLOCKED_BY") && !HResult.name(facility | code).contains("NETWORK")) {
                    assertThat(ErrorKind.of(facility | code)).as(HResult.name(facility | code)).isEqualTo(ErrorKind.BLOCKED);
                }
            }
        }
    }

    @Test
    void an_http_status_is_a_number() {
        assertThat(((HttpStatusException) exception(HResult.ofHttpStatus(503))).status()).isEqualTo(503);
    }

    @Test
    void a_quota_says_which_it_is() {
        assertThat(((QuotaException) exception(HResult.BG_E_TOO_MANY_FILES_IN_JOB)).limit())
                .isEqualTo(QuotaException.Limit.FILES_PER_JOB);
    }

    @Test
    void a_refusing_state_is_told_if_it_is_known() {
        BackgroundCopyException e = BackgroundCopyException.of(HResult.BG_E_INVALID_STATE, "IBackgroundCopyJob::Resume",
                "No.", () -> Optional.of(JobState.CANCELLED), null);
        assertThat(((InvalidJobStateException) e).state()).contains(JobState.CANCELLED);
        assertThat(e).hasMessageContaining("(BG_E_INVALID_STATE): No. The job is CANCELLED. Read the job's state");
        assertThat(((InvalidJobStateException) exception(HResult.BG_E_INVALID_STATE)).state()).isEmpty();
    }

    @Test
    void what_to_do_when_the_service_is_gone_depends_on_whom_one_asks() {
        BackgroundCopyException e = BackgroundCopyException.of(0x800706BA, "IBackgroundCopyManager::GetJob", "Gone",
                Optional::empty, "Call again.");
        assertThat(e).isInstanceOfSatisfying(ServiceGoneException.class, gone -> assertThat(gone.isNotDone()).isTrue());
        assertThat(e).hasMessageEndingWith(": Gone. Call again.");
        assertThat(e.remedy()).contains("Call again.");
        assertThat(((ServiceGoneException) exception(0x800706BE)).isNotDone()).isFalse();
    }
}
