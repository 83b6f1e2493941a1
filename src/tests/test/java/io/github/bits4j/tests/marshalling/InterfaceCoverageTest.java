package io.github.bits4j.tests.marshalling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.InterfaceIds;
import io.github.bits4j.com.Guid;
import io.github.bits4j.tests.support.TestService;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each interface of the library that Wine marshals is among those whose every slot is called through a proxy. */
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class InterfaceCoverageTest {
    /** The class of the proxies and stubs in Wine's qmgrprxy.dll. */
    private static final Guid QMGRPRXY = Guid.parse("5CE34C0D-0DC9-4C1F-897C-DAA1B78CEE7C");

    static Stream<String> interfaces() {
        return Arrays.stream(InterfaceIds.class.getFields()).map(Field::getName).filter(name -> name.startsWith("I"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interfaces")
    void an_interface_that_is_marshalled_is_tested_slot_by_slot(String name) throws ReflectiveOperationException {
        Guid iid = (Guid) InterfaceIds.class.getField(name).get(null);
        Optional<Guid> proxies = new RegisteredInterface(iid).proxyStubClass();
        String system = TestService.WINE ? "Wine's qmgrprxy.dll" : "this system";
        Assumptions.assumeTrue(proxies.isPresent(), () -> system + " has no proxy and stub for " + name);
        boolean called = Arrays.stream(MarshalledInterface.values()).anyMatch(known -> known.iid().equals(iid));
        Assumptions.assumeTrue(called || TestService.WINE, () -> name + ": calls are written for what Wine marshals");
        assertThat(called).as("there are calls of each slot").isTrue();
        if (TestService.WINE) {
            assertThat(proxies).contains(QMGRPRXY);
        }
    }
}
