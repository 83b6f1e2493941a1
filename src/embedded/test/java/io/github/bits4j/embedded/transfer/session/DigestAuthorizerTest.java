package io.github.bits4j.embedded.transfer.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the worked examples of RFC 7616 (3.9) and RFC 2617 (3.5). */
class DigestAuthorizerTest {
    private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    private static DigestAuthorizer authorizer(String challenge, String user, String password) {
        return DigestAuthorizer.of(Challenge.parse(List.of(challenge)).getFirst(), user, password, () -> CLIENT_NONCE)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void the_examples_of_the_standard(String algorithm, String response) {
        String value = authorizer("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" + algorithm
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\""
                + ", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
                "Mufasa", "Circle of Life").authorize("GET", "/dir/index.html");
        assertThat(value)
                .startsWith("Digest username=\"Mufasa\"")
                .contains("response=\"" + response + "\"", "uri=\"/dir/index.html\"", "qop=auth,", "nc=00000001",
                        "cnonce=\"" + CLIENT_NONCE + "\"", "algorithm=" + algorithm,
                        "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"")
                .doesNotContain("Circle");
    }

    @Test
    void without_qop_it_is_the_old_formula() {
        String value = authorizer("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"",
                "Mufasa", "CircleOfLife").authorize("GET", "/dir/index.html");
        assertThat(value).contains("response=\"1949323746fe6a43ef61f9606e7febea\"").doesNotContain("cnonce", "qop", "nc=");
    }

    @Test
    void the_nonce_count_goes_up() {
        DigestAuthorizer authorizer = authorizer("Digest realm=r, nonce=n, qop=auth", "u", "p");
        assertThat(authorizer.authorize("GET", "/")).contains("nc=00000001");
        assertThat(authorizer.authorize("GET", "/")).contains("nc=00000002");
    }

    @Test
    void names_are_hashed_or_encoded_as_the_server_can_take_them() {
        assertThat(authorizer("Digest realm=r, nonce=n, qop=auth, userhash=true", "u", "p").authorize("GET", "/"))
                .contains("userhash=true").doesNotContain("username=\"u\"");
        assertThat(authorizer("Digest realm=r, nonce=n, qop=auth, charset=UTF-8", "Jäsøn Doe", "p").authorize("GET", "/"))
                .contains("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Digest realm=r, nonce=n, qop=auth-int", "Digest realm=r, nonce=n, algorithm=SHA-1", "Digest realm=r"
    })
    void what_is_not_known_is_not_answered(String challenge) {
        assertThat(DigestAuthorizer.of(Challenge.parse(List.of(challenge)).getFirst(), "u", "p")).isEmpty();
    }
}
