package io.github.bits4j.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.com.HResultCatalogue.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue against the names and values of the Windows headers, and its sentences against their form. */
class HResultCatalogueTest {
    private static final List<String> LINES = lines("hresults.txt");
    private static final List<Entry> ENTRIES = LINES.stream().map(Entry::parse).toList();

    @Test
    void lines_are_sorted_by_value_and_say_nothing_twice() {
        assertThat(ENTRIES).extracting(Entry::hresult)
                .isSortedAccordingTo(Comparator.<Integer>comparingLong(Integer::toUnsignedLong)).doesNotHaveDuplicates();
        assertThat(ENTRIES).extracting(Entry::name).doesNotHaveDuplicates();
    }

    @Test
    void lines_are_well_formed() {
        assertThat(LINES).allSatisfy(line -> assertThat(line)
                .matches("[0-9A-F]{8} [A-Z][A-Za-z0-9_]+(\\([A-Z0-9_]+\\))? \\| \\S[^|]*\\S \\|( \\S[^|]*\\S)?"));
    }

    @Test
    void each_sentence_is_one_and_ends_with_a_full_stop() {
        assertThat(ENTRIES.stream().flatMap(entry -> Stream.concat(Stream.of(entry.meaning()), entry.remedy().stream())))
                .allSatisfy(sentence -> assertThat(sentence).matches("[A-Z][^\\n]*[^.!?]\\.").doesNotContainPattern("[.!?] ")
                        .doesNotContain("  "));
    }

    @Test
    void each_failure_has_a_remedy_that_is_not_its_meaning() {
        assertThat(ENTRIES).filteredOn(entry -> HResult.failed(entry.hresult())).isNotEmpty().allSatisfy(entry ->
                assertThat(entry.remedy()).as(entry.name()).isPresent().get().isNotEqualTo(entry.meaning()));
    }

    @Test
    void each_constant_of_ours_has_its_value_under_its_name() {
        assertThat(Stream.of(HResult.class.getFields())).isNotEmpty().allSatisfy(field ->
                assertThat(HResult.name(field.getInt(null))).isEqualTo(field.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-hresults.txt", "windows-hresults.txt"})
    void each_name_of_the_headers_is_there_with_its_value(String resource) {
        assertThat(lines(resource)).isNotEmpty().allSatisfy(line -> {
            String name = line.substring(0, line.indexOf(' '));
            String value = line.substring(line.indexOf(' ') + 1);
            int hresult = Integer.parseUnsignedInt(value.substring(2), 16);
            assertThat(HResult.format(hresult)).isEqualTo(value + " (" + name + ")");
            assertThat(HResult.meaning(hresult)).isPresent();
        });
    }

    @Test
    void nothing_of_the_services_headers_is_missing() {
        List<String> names = lines("service-hresults.txt").stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
        assertThat(names).filteredOn(name -> name.startsWith("BG_") || name.startsWith("BITS_MC_")).hasSize(159);
        assertThat(names).filteredOn(name -> name.startsWith("DO_E_")).hasSize(82);
        assertThat(names).filteredOn(name -> name.startsWith("QM_E_")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80200003 BG_E_EMPTY", "80200003 BG_E_EMPTY | The job has no files.", "80200003 | a. | b.",
        "8020000G X | a. | b.", "80200003 BG_E_EMPTY | a. | b. | c."})
    void a_line_of_another_form_is_refused(String line) {
        assertThatThrownBy(() -> Entry.parse(line)).isInstanceOfAny(IllegalStateException.class, NumberFormatException.class);
    }

    private static List<String> lines(String resource) {
        try (InputStream in = HResultCatalogueTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
