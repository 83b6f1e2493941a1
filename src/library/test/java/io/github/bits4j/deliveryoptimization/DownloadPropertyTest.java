package io.github.bits4j.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The constants against the Windows header. */
class DownloadPropertyTest {
    private static List<Method> constants(String prefix) {
        return Arrays.stream(deliveryoptimization_h.class.getMethods())
                .filter(method -> method.getName().startsWith(prefix) && method.getParameterCount() == 0).toList();
    }

    @Test
    void each_property_has_its_number_and_its_name_and_none_is_missing() throws Exception {
        for (DownloadProperty property : DownloadProperty.values()) {
            assertThat(deliveryoptimization_h.class.getMethod("DODownloadProperty_" + property.headerName()).invoke(null))
                    .as(property.name()).isEqualTo(property.id());
            assertThat(DownloadProperty.of(property.id())).hasValue(property);
        }
        assertThat(constants("DODownloadProperty_")).hasSameSizeAs(DownloadProperty.values());
    }

    @Test
    void each_state_and_policy_of_the_header_has_a_name_and_others_have_none() throws Exception {
        for (Method constant : constants("DODownloadState_")) {
            assertThat(DownloadState.of((int) constant.invoke(null)).name())
                    .isEqualToIgnoringCase(constant.getName().substring("DODownloadState_".length()));
        }
        for (Method constant : constants("DODownloadCostPolicy_")) {
            assertThat(DownloadCostPolicy.of((int) constant.invoke(null)).name().replace("_", ""))
                    .isEqualToIgnoringCase(constant.getName().substring("DODownloadCostPolicy_".length()));
        }
        for (int strange : new int[] {99, -2, Integer.MIN_VALUE}) {
            assertThat(DownloadState.of(strange)).isEqualTo(DownloadState.UNKNOWN);
            assertThat(DownloadCostPolicy.of(strange)).isEqualTo(DownloadCostPolicy.UNKNOWN);
        }
        assertThat(DownloadState.PAUSED.code()).isEqualTo(5);
        assertThat(DownloadCostPolicy.NO_SURCHARGE.code()).isEqualTo(4);
    }
}
