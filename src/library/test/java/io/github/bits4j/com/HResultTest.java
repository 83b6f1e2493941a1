package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HResultTest {

    @ParameterizedTest
    @CsvSource({
        "0x80200001, BG_E_NOT_FOUND", "0x00200017, BG_S_PARTIAL_COMPLETE", "0x80D02013, DO_E_INVALID_STATE",
        "0x80070005, E_ACCESSDENIED", "0x80190194, BG_E_HTTP_ERROR_404", "0x8001010E, RPC_E_WRONG_THREAD",
        "0x80072EE7, HRESULT_FROM_WIN32(ERROR_WINHTTP_NAME_NOT_RESOLVED)", "0x00000000, S_OK", "0x00000001, S_FALSE"
    })
    void each_value_has_a_name(String value, String name) {
        int hresult = parse(value);
        assertThat(HResult.name(hresult)).isEqualTo(name);
        assertThat(HResult.format(hresult)).isEqualTo(value + " (" + name + ")");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0x80041234 | failure, FACILITY_ITF (0x4), code 4660 (0x1234)",
        "0x00041234 | success, FACILITY_ITF (0x4), code 4660 (0x1234)",
        "0x8007FFFE | failure, FACILITY_WIN32 (0x7), code 65534 (0xFFFE)",
        "0x80201234 | failure, FACILITY_BACKGROUNDCOPY (0x20), code 4660 (0x1234)",
        "0x80D0FFFF | failure, FACILITY_DELIVERY_OPTIMIZATION (0xD0), code 65535 (0xFFFF)",
        "0x80190063 | failure, FACILITY_HTTP (0x19), code 99 (0x63)",
        "0x8FED0012 | failure, facility 0xFED, code 18 (0x12)",
        "0xE0434352 | failure, customer facility 0x43, code 17234 (0x4352)",
        "0xD0000022 | failure, NTSTATUS 0xC0000022",
        "0x80010000 | failure, FACILITY_RPC (0x1), code 0 (0x0)",
        "0x80030000 | failure, FACILITY_STORAGE (0x3), code 0 (0x0)",
        "0x80090000 | failure, FACILITY_SSPI (0x9), code 0 (0x0)",
        "0x800B0000 | failure, FACILITY_CERT (0xB), code 0 (0x0)",
        "0x800C0005 | failure, FACILITY_INTERNET (0xC), code 5 (0x5)",
        "0x8000F000 | failure, FACILITY_NULL (0x0), code 61440 (0xF000)"
    })
    void a_value_without_a_name_prints_its_parts(String value, String parts) {
        int hresult = parse(value);
        assertThat(HResult.name(hresult)).isEqualTo(parts);
        assertThat(HResult.meaning(hresult)).isEmpty();
        assertThat(HResult.remedy(hresult)).isEmpty();
    }

    @Test
    void win32_errors_are_hresults() {
        assertThat(HResult.ofWin32(5)).isEqualTo(HResult.E_ACCESSDENIED);
        assertThat(HResult.ofWin32(0)).isZero();
        assertThat(HResult.ofWin32(HResult.E_FAIL)).as("an HRESULT stays one").isEqualTo(HResult.E_FAIL);
        assertThat(HResult.name(HResult.ofWin32(1245))).isEqualTo("HRESULT_FROM_WIN32(ERROR_NOT_LOGGED_ON)");
        assertThat(HResult.name(HResult.ofWin32(1168))).as("the headers' own name goes first").isEqualTo("E_NOT_SET");
    }

    @Test
    void http_statuses_are_hresults() {
        assertThat(HResult.ofHttpStatus(404)).isEqualTo(0x80190194);
        assertThat(HResult.httpStatus(0x80190194)).hasValue(404);
        assertThat(HResult.httpStatus(HResult.BG_E_NOT_FOUND)).isEmpty();
        assertThat(HResult.httpStatus(0x80194000)).as("BITS_MC_JOB_CANCELLED").isEmpty();
        assertThat(HResult.httpStatus(0x00190194)).as("a success").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "301 | Moved Permanently | redirects", "401 | Unauthorized | credentials for the server", "403 | Forbidden | signed URL",
        "404 | Not Found | Check the URL", "407 | Proxy Authentication Required | credentials for the proxy",
        "408 | Request Timeout | later", "416 | Range Not Satisfiable | ranges", "429 | Too Many Requests | later",
        "500 | Internal Server Error | server", "503 | Service Unavailable | later",
        "103 | Early Hints | status", "226 | IM Used | 200", "499 | a client error | Correct the URL",
        "399 | a redirection | redirects", "199 | an informational status | status", "299 | an unusual success | 200",
        "599 | a server error | its log", "600 | of no known class | answer", "999 | of no known class | answer"
    })
    void an_http_status_is_described_by_itself_or_by_its_class(int status, String words, String remedy) {
        int hresult = HResult.ofHttpStatus(status);
        assertThat(HResult.name(hresult)).isEqualTo("BG_E_HTTP_ERROR_" + status);
        assertThat(HResult.meaning(hresult)).hasValue("The server answered with HTTP status " + status + " (" + words + ").");
        assertThat(HResult.remedy(hresult)).get().asString().contains(remedy);
    }

    @Test
    void every_http_status_has_name_meaning_and_remedy() {
        assertThat(IntStream.rangeClosed(100, 999)).allSatisfy(status -> {
            int hresult = HResult.ofHttpStatus(status);
            assertThat(HResult.name(hresult)).isEqualTo("BG_E_HTTP_ERROR_" + status);
            assertThat(HResult.meaning(hresult)).get().asString().contains("HTTP status " + status + " (");
            assertThat(HResult.remedy(hresult)).isPresent();
        });
    }

    @Test
    void a_success_may_have_a_meaning_without_a_remedy() {
        assertThat(HResult.meaning(HResult.S_OK)).isPresent();
        assertThat(HResult.remedy(HResult.S_OK)).isEmpty();
        assertThat(HResult.remedy(HResult.BG_S_PARTIAL_COMPLETE)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "The job is empty.    | The job is empty. Add a file before resuming the job.",
        "no file              | no file. Add a file before resuming the job.",
        "Who knows?           | Who knows? Add a file before resuming the job.",
        "no file in 'a (b)'   | no file in 'a (b)'. Add a file before resuming the job.",
        "''                   | Add a file before resuming the job."
    })
    void a_text_is_followed_by_the_remedy(String text, String expected) {
        assertThat(HResult.withRemedy(text, HResult.BG_E_EMPTY)).isEqualTo(expected);
    }

    @Test
    void a_text_about_an_unknown_value_stays_as_it_is() {
        assertThat(HResult.withRemedy("no file\n", 0x80041234)).isEqualTo("no file");
        assertThat(HResult.withRemedy("", 0x80041234)).isEmpty();
    }

    private static int parse(String value) {
        return Integer.parseUnsignedInt(value.substring(2), 16);
    }
}
