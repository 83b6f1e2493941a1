package io.github.bits4j.tests.com;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.bindings.com.GUID;
import io.github.bits4j.com.Guid;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GuidTest {
    private static final String TEXT = "37668D37-507E-4160-9316-26306D150B12";

    @Test
    void its_fields_lie_in_memory_as_the_header_says() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = Guid.parse(TEXT).allocate(arena);
            assertThat(GUID.Data1(memory)).isEqualTo(0x37668D37);
            assertThat(GUID.Data2(memory)).isEqualTo((short) 0x507E);
            assertThat(GUID.Data3(memory)).isEqualTo((short) 0x4160);
            assertThat(GUID.Data4(memory, 0)).isEqualTo((byte) 0x93);
            assertThat(GUID.Data4(memory, 7)).isEqualTo((byte) 0x12);
            assertThat(Guid.read(memory)).isEqualTo(Guid.parse("{" + TEXT + "}"));
        }
    }

    @Test
    void it_is_a_uuid_in_other_clothes() {
        for (int i = 0; i < 1000; i++) {
            UUID uuid = UUID.randomUUID();
            assertThat(Guid.of(uuid).toUuid()).isEqualTo(uuid);
        }
        assertThat(Guid.parse(TEXT)).hasToString(TEXT);
    }

    @Test
    void other_texts_are_refused() {
        assertThatThrownBy(() -> Guid.parse("{37668D37}")).isInstanceOf(IllegalArgumentException.class);
    }
}
