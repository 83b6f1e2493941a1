package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ComExceptionTest {

    @Test
    void an_exception_carries_code_name_operation_text_and_remedy() {
        ComException e = new ComException(HResult.BG_E_EMPTY, "IBackgroundCopyJob::Resume");
        assertThat(e.hresult()).isEqualTo(HResult.BG_E_EMPTY);
        assertThat(e.hresultName()).isEqualTo("BG_E_EMPTY");
        assertThat(e.operation()).isEqualTo("IBackgroundCopyJob::Resume");
        assertThat(e.remedy()).hasValue("Add a file before resuming the job.");
        assertThat(e).hasMessage("IBackgroundCopyJob::Resume: 0x80200003 (BG_E_EMPTY): "
                + "The job has no files. Add a file before resuming the job.");
    }

    @Test
    void a_text_of_its_own_takes_the_place_of_the_meaning_only() {
        assertThat(new ComException(HResult.BG_E_EMPTY, "Resume", "nothing to do\r\n"))
                .hasMessage("Resume: 0x80200003 (BG_E_EMPTY): nothing to do. Add a file before resuming the job.");
    }

    @Test
    void an_unknown_code_shows_its_parts_and_the_text_there_is() {
        assertThat(new ComException(0x80041234, "Resume"))
                .hasMessage("Resume: 0x80041234 (failure, FACILITY_ITF (0x4), code 4660 (0x1234))")
                .satisfies(e -> assertThat(e.remedy()).isEmpty());
        assertThat(new ComException(0x80041234, "Resume", "No."))
                .hasMessage("Resume: 0x80041234 (failure, FACILITY_ITF (0x4), code 4660 (0x1234)): No.");
    }

    @Test
    void a_success_is_no_exception() {
        assertThatThrownBy(() -> new ComException(HResult.S_FALSE, "x")).hasMessageContaining("not a failure");
        assertThat(ComException.check(HResult.S_FALSE, "x")).as("success codes are kept").isEqualTo(HResult.S_FALSE);
        assertThatThrownBy(() -> ComException.check(HResult.E_FAIL, "x")).hasMessageStartingWith("x: 0x80004005 (E_FAIL): ");
    }
}
