package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class VariantPropertiesTest {

    private static Optional<Variant.Text> find(Supplier<Variant> get) {
        return VariantProperties.find("IDeliveryOptimizationFile2::GetProperty", get, Variant.Text.class);
    }

    private static BackgroundCopyException failure(Supplier<Variant> get) {
        return catchThrowableOfType(BackgroundCopyException.class, () -> find(get));
    }

    @Test
    void what_is_not_set_is_empty_and_all_else_that_fails_is_told() {
        assertThat(find(() -> new Variant.Text("x"))).contains(new Variant.Text("x"));
        assertThat(find(Variant.Empty::new)).isEmpty();
        assertThat(find(() -> {
            throw BackgroundCopyException.of(HResult.E_NOT_SET, "test", "");
        })).isEmpty();
        BackgroundCopyException refused = BackgroundCopyException.of(HResult.DO_E_UNKNOWN_PROPERTY_ID, "test", "");
        assertThat(failure(() -> {
            throw refused;
        })).isSameAs(refused);
    }

    @Test
    void a_value_of_another_type_is_no_state_of_ours() {
        BackgroundCopyException e = failure(() -> new Variant.Bool(true));
        assertThat(e.hresult()).isEqualTo(HResult.DISP_E_TYPEMISMATCH);
        assertThat(e).hasMessageContaining("IDeliveryOptimizationFile2::GetProperty").hasMessageContaining("Bool");
    }
}
