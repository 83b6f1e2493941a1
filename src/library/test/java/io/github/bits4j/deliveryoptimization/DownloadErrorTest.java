package io.github.bits4j.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ErrorKind;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadErrorTest {

    @ParameterizedTest
    @CsvSource({
        "80D03801, BLOCKED, true",
        "80D03805, NETWORK, true",
        "80D0380C, OTHER, true",
        "80D03FFF, OTHER, true",
        "80D04000, OTHER, false",
        "80D02002, STALLED, false",
        "80D05011, SERVER, false",
        "80D0201A, SERVER, false",
        "80200031, NETWORK, true",
        "80200038, SECURITY, true",
        "80D05002, SECURITY, false",
        "80200073, SERVER, true",
        "801901F7, HTTP_STATUS, true",
        "801901F5, HTTP_STATUS, false",
        "80190198, HTTP_STATUS, true",
        "801901AD, HTTP_STATUS, true",
        "80190194, HTTP_STATUS, false",
        "8003001D, LOCAL_FILE, false",
        "80030070, LOCAL_FILE, false",
        "80070070, LOCAL_FILE, false"})
    void the_code_tells_its_kind_and_whether_it_passes(String code, ErrorKind kind, boolean isTransient) {
        DownloadError error = new DownloadError(Integer.parseUnsignedInt(code, 16), 0, Optional.empty());
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.isTransient()).isEqualTo(isTransient);
        assertThat(error.toException().kind()).isEqualTo(kind);
    }
}
