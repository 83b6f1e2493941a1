package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bindings are those of the golden table, no less and no more. */
class GoldenTableTest {
    private static final Abi ABI = AbiReader.read();

    @Test
    void each_slot_offset_constant_and_iid_is_the_tables() {
        assertThat(GoldenTable.differences(ABI, Bindings.ofTheLibrary())).isEmpty();
    }

    @Test
    void there_is_nothing_that_the_table_does_not_know() {
        Bindings bindings = Bindings.ofTheLibrary();
        assertThat(bindings.classNames()).hasSizeGreaterThan(ABI.interfaces().size() * 2 + ABI.aggregates().size());
        assertThat(UnknownNames.differences(ABI, bindings)).isEmpty();
    }

    @Test
    void what_the_table_lacks_is_reported() {
        Abi lacking = new Abi(
                without(ABI.interfacesByName(), "IBackgroundCopyError"), without(ABI.aggregates(), "BG_FILE_INFO"),
                ABI.constants().stream().filter(constant -> !constant.name().equals("BG_JOB_STATE_QUEUED")).toList(),
                without(ABI.classIds(), "CLSID_DeliveryOptimization"), ABI.enums());
        List<String> unknown = UnknownNames.differences(lacking, Bindings.ofTheLibrary());
        for (String name : List.of("IBackgroundCopyError", "IBackgroundCopyErrorVtbl", "IBackgroundCopyErrorVtbl$GetProtocol",
                "BG_FILE_INFO", "BG_JOB_STATE_QUEUED", "IBACKGROUND_COPY_ERROR", "CLSID_DELIVERY_OPTIMIZATION")) {
            assertThat(unknown).anyMatch(difference -> difference.endsWith(name));
        }
        assertThat(unknown).noneMatch(difference -> difference.contains("IBackgroundCopyJob"));
    }

    private static <T> Map<String, T> without(Map<String, T> map, String name) {
        Map<String, T> rest = new LinkedHashMap<>(map);
        assertThat(rest.remove(name)).as(name).isNotNull();
        return rest;
    }

    @Test
    void a_table_that_contradicts_itself_is_refused() {
        String unknown = "interface IUnknown : - 00000000-0000-0000-C000-000000000046\n";
        assertThatThrownBy(() -> AbiReader.read(unknown + "    0 QueryInterface()\n    2 Release()\n"))
                .hasMessageContaining("slot 1");
        assertThatThrownBy(() -> AbiReader.read("constants\n    int32 A = 1\n    int32 A = 2\n")).hasMessageContaining("twice");
        assertThatThrownBy(() -> AbiReader.read("constants\n    int8 A = 1\n")).hasMessageContaining("int8");
        assertThatThrownBy(() -> AbiReader.read(unknown)).hasMessageContaining("nothing");
        assertThatThrownBy(() -> AbiReader.read("struct A 8 8\n    0 int46 B\n")).hasMessageContaining("int46");
    }
}
