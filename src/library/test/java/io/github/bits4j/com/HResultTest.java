package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HResultTest {

    @ParameterizedTest
    @CsvSource({
        "0x80200001, BG_E_NOT_FOUND", "0x00200017, BG_S_PARTIAL_COMPLETE", "0x80D02013, DO_E_INVALID_STATE",
        "0x80070005, E_ACCESSDENIED", "0x80190194, BG_E_HTTP_ERROR_404", "0x8001010E, RPC_E_WRONG_THREAD",
        "0x8FED0012, 'failure, facility 0xFED, code 18'", "0x00000000, S_OK", "0x00000001, S_FALSE"
    })
    void each_value_has_a_name(String value, String name) {
        int hresult = Integer.parseUnsignedInt(value.substring(2), 16);
        assertThat(HResult.name(hresult)).isEqualTo(name);
        assertThat(HResult.format(hresult)).isEqualTo(value + " (" + name + ")");
    }

    @Test
    void http_statuses_and_win32_errors_are_hresults() {
        assertThat(HResult.ofHttpStatus(404)).isEqualTo(0x80190194);
        assertThat(HResult.httpStatus(0x80190194)).hasValue(404);
        assertThat(HResult.httpStatus(HResult.BG_E_NOT_FOUND)).isEmpty();
        assertThat(HResult.httpStatus(0x80194000)).as("BITS_MC_JOB_CANCELLED").isEmpty();
        assertThat(HResult.ofWin32(5)).isEqualTo(HResult.E_ACCESSDENIED);
        assertThat(HResult.ofWin32(0)).isZero();
        assertThat(HResult.ofWin32(HResult.E_FAIL)).as("an HRESULT stays one").isEqualTo(HResult.E_FAIL);
    }

    @Test
    void an_exception_carries_code_name_operation_and_text() {
        ComException e = new ComException(HResult.BG_E_EMPTY, "IBackgroundCopyJob::Resume");
        assertThat(e.hresult()).isEqualTo(HResult.BG_E_EMPTY);
        assertThat(e.hresultName()).isEqualTo("BG_E_EMPTY");
        assertThat(e.operation()).isEqualTo("IBackgroundCopyJob::Resume");
        assertThat(e).hasMessage("IBackgroundCopyJob::Resume: 0x80200003 (BG_E_EMPTY): "
                + "The job has no files; add one before resuming it.");
        assertThatThrownBy(() -> new ComException(HResult.S_FALSE, "x")).hasMessageContaining("not a failure");
        assertThat(ComException.check(HResult.S_FALSE, "x")).as("success codes are kept").isEqualTo(HResult.S_FALSE);
    }
}
