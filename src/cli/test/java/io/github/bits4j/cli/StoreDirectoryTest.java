package io.github.bits4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreDirectoryTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();
    private static final Path OTHER = Path.of("other").toAbsolutePath();

    @Test
    void elsewhereItFollowsTheXdgSpecification() {
        assertThat(StoreDirectory.ofUser(false, Map.of(), HOME)).isEqualTo(HOME.resolve(".local/state/bits4j"));
        assertThat(StoreDirectory.ofUser(false, Map.of("XDG_STATE_HOME", OTHER.toString(), "LOCALAPPDATA", "no"), HOME))
                .isEqualTo(OTHER.resolve("bits4j"));
        assertThat(StoreDirectory.ofUser(false, Map.of("XDG_STATE_HOME", "relative"), HOME))
                .isEqualTo(HOME.resolve(".local/state/bits4j"));
        assertThat(StoreDirectory.ofUser(false, Map.of("XDG_STATE_HOME", ""), HOME))
                .isEqualTo(HOME.resolve(".local/state/bits4j"));
    }

    @Test
    void onWindowsItIsAmongTheApplicationDataOfThisMachine() {
        assertThat(StoreDirectory.ofUser(true, Map.of("LOCALAPPDATA", OTHER.toString()), HOME)).isEqualTo(OTHER.resolve("bits4j"));
        assertThat(StoreDirectory.ofUser(true, Map.of("XDG_STATE_HOME", OTHER.toString()), HOME))
                .isEqualTo(HOME.resolve("AppData/Local/bits4j"));
    }

    @Test
    void itIsAbsolute() {
        assertThat(StoreDirectory.ofUser()).isAbsolute().hasFileName("bits4j");
    }
}
