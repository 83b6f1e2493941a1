package io.github.bits4j.tests.marshalling;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class ErrorMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IBackgroundCopyError);
    }
}
