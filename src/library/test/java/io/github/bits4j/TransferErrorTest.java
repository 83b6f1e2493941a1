package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferErrorTest {
    private static TransferError notFound(String description) {
        return new TransferError(ErrorContext.REMOTE_FILE, HResult.ofHttpStatus(404), description, "", Optional.of("http://h/f"),
                Optional.of("C:\\f"));
    }

    @Test
    void an_error_says_what_it_is_what_to_do_and_where_it_was() {
        TransferError error = notFound("Not there.");
        assertThat(error.remedy()).isPresent().isEqualTo(HResult.remedy(0x80190194));
        assertThat(error).hasToString("0x80190194 (BG_E_HTTP_ERROR_404): Not there. " + error.remedy().orElseThrow()
                + " File: http://h/f Context: REMOTE_FILE");
    }

    @Test
    void an_error_without_a_text_still_has_its_remedy() {
        assertThat(notFound("").toString()).startsWith("0x80190194 (BG_E_HTTP_ERROR_404): Check the URL");
    }

    @Test
    void an_error_of_an_unknown_code_has_neither_text_nor_remedy() {
        TransferError error = new TransferError(
                ErrorContext.NONE, 0x8FED0012, "", "Somewhere.", Optional.empty(), Optional.empty());
        assertThat(error.remedy()).isEmpty();
        assertThat(error).hasToString("0x8FED0012 (failure, facility 0xFED, code 18 (0x12)) Context: Somewhere.");
    }

    @Test
    void an_exception_of_the_service_has_the_remedy_once() {
        BackgroundCopyException e =
                BackgroundCopyException.of(0x800706BA, "IBackgroundCopyJob::GetState", "The service is not running any more.");
        assertThat(e.isServiceGone()).isTrue();
        assertThat(e).hasMessage("IBackgroundCopyJob::GetState: 0x800706BA (HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE)): "
                + "The service is not running any more. Connect again and get the job by its identifier.");
        assertThat(e.remedy()).hasValue("Connect again and get the job by its identifier.");
    }
}
