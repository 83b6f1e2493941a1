package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteCountTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "20M, 20971520", "20m, 20971520", "1KiB, 1024", "3MB, 3145728", "2G, 2147483648"})
    void reads(String text, long bytes) {
        assertThat(new ByteCount.Converter().convert(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1", "1.5M", "20Q", "9999999999T"})
    void refuses(String text) {
        assertThatThrownBy(() -> new ByteCount.Converter().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1, 1 byte", "1023, 1023 bytes", "1024, 1.0 KiB", "20971520, 20.0 MiB",
        "9223372036854775807, 8388608.0 TiB"})
    void formats(long bytes, String text) {
        assertThat(ByteCount.format(bytes)).isEqualTo(text);
    }
}
