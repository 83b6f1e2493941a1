package io.github.bits4j.tests.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.deliveryoptimization.Download;
import io.github.bits4j.deliveryoptimization.DownloadCostPolicy;
import io.github.bits4j.deliveryoptimization.DownloadProperty;
import io.github.bits4j.deliveryoptimization.DownloadSecurityFlag;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each property by its method, and by its number. */
class DownloadPropertiesTest extends DownloadsTest {

    @Test
    void what_was_never_set_is_empty_or_the_documented_default() {
        Download download = manager.createDownload();
        assertThat(download.uri()).isEmpty();
        assertThat(download.contentId()).isEmpty();
        assertThat(download.displayName()).isEmpty();
        assertThat(download.localPath()).isEmpty();
        assertThat(download.totalSize()).isEmpty();
        assertThat(download.correlationVector()).isEmpty();
        assertThat(download.costPolicy()).isEmpty();
        assertThat(download.isDisallowedOnCellular()).isFalse();
        assertThat(download.isForeground()).isFalse();
        assertThat(download.noProgressTimeout()).isEmpty();
        assertThat(download.isBlocking()).isFalse();
        assertThat(download.isNonVolatile()).isFalse();
        assertThat(download.callbackPercent()).isEmpty();
        assertThat(download.callbackInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(download.statusCallback()).isEmpty();
        assertThat(download.stream()).isEmpty();
        assertThat(download.http().customHeaders()).isEmpty();
        assertThat(download.http().customAuthHeaders()).isEmpty();
        assertThat(download.http().allowsSecureToNonSecureRedirect()).isFalse();
        assertThat(download.http().redirectionTarget()).isEmpty();
        assertThat(download.http().responseHeaders()).isEmpty();
        assertThat(download.http().serverAddress()).isEmpty();
        assertThat(download.http().statusCode()).isEmpty();
        assertThat(download.integrity().isCheckMandatory()).isFalse();
    }

    @Test
    void what_is_set_is_read_again() {
        Download download = manager.createDownload();
        URI uri = URI.create("https://example.org/a%20file?x=%C3%A9");
        Path local = directory.resolve("local");
        download.setUri(uri);
        download.setContentId("content");
        download.setDisplayName("ein Name, größer");
        download.setLocalPath(local);
        download.setTotalSize(5_000_000_000L);
        download.setCorrelationVector("vector.1");
        download.setCostPolicy(DownloadCostPolicy.NO_ROAMING);
        download.setDisallowedOnCellular(true);
        download.setForeground(true);
        download.setNoProgressTimeout(Duration.ofMillis(60_001));
        download.setBlocking(true);
        download.setNonVolatile(true);
        download.setCallbackPercent(5);
        download.setCallbackInterval(Duration.ofSeconds(7));
        Map<String, List<String>> headers = Map.of("X-Tenant", List.of("42"));
        download.http().setCustomHeaders(headers);
        download.http().setCustomAuthHeaders(Map.of("Authorization", List.of("Bearer secret")));
        download.http().setAllowSecureToNonSecureRedirect(true);
        download.integrity().setCheckMandatory(true);

        assertThat(download.uri()).hasValue(uri);
        assertThat(download.contentId()).hasValue("content");
        assertThat(download.displayName()).hasValue("ein Name, größer");
        assertThat(download.localPath()).hasValue(local);
        assertThat(download.totalSize()).hasValue(5_000_000_000L);
        assertThat(download.correlationVector()).hasValue("vector.1");
        assertThat(download.costPolicy()).hasValue(DownloadCostPolicy.NO_ROAMING);
        assertThat(download.isDisallowedOnCellular()).isTrue();
        assertThat(download.isForeground()).isTrue();
        assertThat(download.noProgressTimeout()).hasValue(Duration.ofSeconds(61));
        assertThat(download.isBlocking()).isTrue();
        assertThat(download.isNonVolatile()).isTrue();
        assertThat(download.callbackPercent()).isEqualTo(OptionalInt.of(5));
        assertThat(download.callbackInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(download.http().customHeaders()).isEqualTo(headers);
        assertThat(download.http().customAuthHeaders()).containsKey("Authorization");
        assertThat(download.http().allowsSecureToNonSecureRedirect()).isTrue();
        assertThat(download.integrity().isCheckMandatory()).isTrue();

        download.setNoProgressTimeout(Duration.ZERO);
        assertThat(download.noProgressTimeout()).as("the service's own").isEmpty();
        download.http().setCustomHeaders(Map.of());
        assertThat(download.http().customHeaders()).isEmpty();
    }

    @Test
    void what_is_write_only_cannot_be_read() {
        Download download = manager.createDownload();
        download.http().setSecurityFlags(EnumSet.of(DownloadSecurityFlag.IGNORE_UNKNOWN_CA));
        download.http().captureNetworkToken();
        download.http().clearNetworkToken();
        download.integrity().setCheckInfo("{}");
        assertThat(failure(HResult.E_NOTIMPL, () -> download.integrity().setDecryptionInfo("{\"key\":\"secret\"}")))
                .hasMessageContaining("SetProperty(DecryptionInfo)").hasMessageNotContaining("secret");
        for (DownloadProperty property : DownloadProperty.values()) {
            if (property.access() == DownloadProperty.Access.WRITE_ONLY) {
                assertThat(failure(HResult.DO_E_WRITE_ONLY_PROPERTY, () -> download.property(property.id())))
                        .hasMessageContaining("GetProperty(" + property.headerName() + ")");
            }
        }
    }

    @Test
    void what_is_read_only_cannot_be_set() {
        Download download = manager.createDownload();
        for (DownloadProperty property : DownloadProperty.values()) {
            if (property.access() == DownloadProperty.Access.READ_ONLY) {
                Variant value = property == DownloadProperty.HTTP_STATUS_CODE ? new Variant.UInt4(200) : new Variant.Text("x");
                failure(HResult.DO_E_READ_ONLY_PROPERTY, () -> download.setProperty(property.id(), value));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DownloadProperty.class)
    void the_service_knows_each(DownloadProperty property) {
        assertThat(manager.createDownload().supports(property)).isTrue();
        assertThat(DownloadProperty.of(property.id())).hasValue(property);
        assertThat(property.windowsVersion()).isIn("1809", "20H2", "21H2", "23H2");
    }

    @Test
    void a_property_without_a_name_goes_by_its_number() {
        Download download = manager.createDownload();
        download.setProperty(DownloadProperty.COST_POLICY.id(), new Variant.UInt4(4));
        assertThat(download.property(DownloadProperty.COST_POLICY.id())).isEqualTo(new Variant.UInt4(4));
        assertThat(download.costPolicy()).hasValue(DownloadCostPolicy.NO_SURCHARGE);
        assertThat(failure(HResult.DO_E_UNKNOWN_PROPERTY_ID, () -> download.property(30)))
                .hasMessageContaining("IDODownload::GetProperty(30)");
        failure(HResult.DO_E_UNKNOWN_PROPERTY_ID, () -> download.setProperty(99, new Variant.Bool(true)));
        failure(HResult.E_INVALIDARG, () -> download.setProperty(DownloadProperty.URI.id(), new Variant.UInt4(1)));
        failure(HResult.E_NOT_SET, () -> download.property(DownloadProperty.URI.id()));
        assertThatThrownBy(() -> download.setProperty(1, new Variant.Other(7))).isInstanceOf(IllegalArgumentException.class);
        assertThat(DownloadProperty.of(30)).isEmpty();
        assertThat(DownloadProperty.of(-1)).isEmpty();
    }

    @Test
    void what_can_be_judged_here_is_refused_here() {
        Download download = manager.createDownload();
        assertRefused("uri: must be absolute", () -> download.setUri(URI.create("file.zip")));
        assertRefused("local: must be an absolute path", () -> download.setLocalPath(Path.of("x")));
        assertRefused("bytes: must not be negative, is -1", () -> download.setTotalSize(-1));
        assertRefused("displayName: must not contain the character NUL", () -> download.setDisplayName("a\0b"));
        assertRefused("timeout: must be 60 seconds at least, or zero", () ->
                download.setNoProgressTimeout(Duration.ofSeconds(59)));
        assertRefused("percent: must be from 0 to 100, is 101", () -> download.setCallbackPercent(101));
        assertRefused("interval: must be from 0", () -> download.setCallbackInterval(Duration.ofSeconds(-1)));
        assertRefused("policy: must be one that the service knows", () -> download.setCostPolicy(DownloadCostPolicy.UNKNOWN));
        assertRefused("headers: ", () -> download.http().setCustomHeaders(Map.of("a b", List.of("c"))));
    }

    private static void assertRefused(String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(message);
    }

    @Test
    void flags_are_the_bits_of_winhttp() {
        assertThat(DownloadSecurityFlag.bits(EnumSet.allOf(DownloadSecurityFlag.class))).isEqualTo(0x3301);
        assertThat(DownloadSecurityFlag.bits(Set.of())).isZero();
        assertThat(DownloadSecurityFlag.IGNORE_CERT_CN_INVALID.code()).isEqualTo(0x1000);
    }
}
