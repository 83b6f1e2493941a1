package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import io.github.bits4j.com.WideString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CredentialsTest {
    private static final char[] PASSWORD = "pa55 w\u00F6rd".toCharArray();

    private static Credentials basic(String user, String password) {
        return Credentials.of(AuthTarget.SERVER, AuthScheme.BASIC, user, password.toCharArray());
    }

    private static MemorySegment texts(MemorySegment struct) {
        return BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(struct));
    }

    @ParameterizedTest
    @EnumSource
    void the_service_gets_all_of_it(AuthScheme scheme) {
        for (AuthTarget target : AuthTarget.values()) {
            try (Arena arena = Arena.ofConfined(); Credentials credentials = Credentials.of(target, scheme, "d\\u", PASSWORD);
                    NativeCredentials copy = credentials.allocate(arena)) {
                MemorySegment struct = copy.segment();
                assertThat(BG_AUTH_CREDENTIALS.Target(struct)).isEqualTo(target.ordinal() + 1);
                assertThat(BG_AUTH_CREDENTIALS.Scheme(struct)).isEqualTo(scheme.ordinal() + 1);
                assertThat(WideString.read(BG_BASIC_CREDENTIALS.UserName(texts(struct)))).isEqualTo("d\\u");
                assertThat(WideString.read(BG_BASIC_CREDENTIALS.Password(texts(struct)))).isEqualTo("pa55 w\u00F6rd");
            }
        }
    }

    @Test
    void the_native_copy_is_wiped() {
        List<MemorySegment> allocated = new ArrayList<>();
        try (Arena arena = Arena.ofConfined(); Credentials credentials = basic("user", "password")) {
            try (NativeCredentials copy = credentials.allocate((size, alignment) -> {
                allocated.add(arena.allocate(size, alignment));
                return allocated.getLast();
            })) {
                assertThat(allocated).hasSize(3).allSatisfy(memory ->
                        assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).as("filled").containsAnyOf(1, 'u', 'p'));
                assertThat(copy.segment()).isEqualTo(allocated.getLast());
            }
            assertThat(allocated).allSatisfy(memory ->
                    assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NTLM", "NEGOTIATE"})
    void implicit_ones_have_neither_name_nor_password(AuthScheme scheme) {
        try (Arena arena = Arena.ofConfined(); Credentials credentials = Credentials.implicit(AuthTarget.PROXY, scheme);
                NativeCredentials copy = credentials.allocate(arena)) {
            assertThat(credentials.isImplicit()).isTrue();
            assertThat(BG_BASIC_CREDENTIALS.UserName(texts(copy.segment()))).isEqualTo(MemorySegment.NULL);
            assertThat(BG_BASIC_CREDENTIALS.Password(texts(copy.segment()))).isEqualTo(MemorySegment.NULL);
            assertThat(BG_AUTH_CREDENTIALS.Scheme(copy.segment())).isEqualTo(scheme.code());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NTLM", "NEGOTIATE"}, mode = Mode.EXCLUDE)
    void other_schemes_have_no_implicit_ones(AuthScheme scheme) {
        assertThatIllegalArgumentException().isThrownBy(() -> Credentials.implicit(AuthTarget.SERVER, scheme))
                .withMessage("scheme: must be NTLM or NEGOTIATE for implicit credentials, is " + scheme);
    }

    @Test
    void lengths_are_checked() {
        basic("u".repeat(300), "p".repeat(65_536)).close();
        basic("", "").close();
        assertThatIllegalArgumentException().isThrownBy(() -> basic("u".repeat(301), "p"))
                .withMessage("userName: must have at most 300 characters, has 301");
        assertThatIllegalArgumentException().isThrownBy(() -> basic("u", "p".repeat(65_537)))
                .withMessage("password: must have at most 65536 characters, has 65537");
    }

    @Test
    void no_refusal_quotes_the_text() {
        assertThatIllegalArgumentException().isThrownBy(() -> basic("us\0er", "password"))
                .withMessage("userName: must not contain the character NUL");
        assertThatIllegalArgumentException().isThrownBy(() -> basic("user", "pass\0word"))
                .withMessage("password: must not contain the character NUL");
        assertThatIllegalArgumentException().isThrownBy(() -> basic("us:er", "password"))
                .withMessage("userName: must not contain a colon, which ends the name in the scheme BASIC");
        Credentials.of(AuthTarget.SERVER, AuthScheme.DIGEST, "us:er", PASSWORD).close();
    }

    @Test
    void the_callers_arrays_are_copied() {
        char[] user = "user".toCharArray();
        char[] password = "password".toCharArray();
        try (Arena arena = Arena.ofConfined();
                Credentials credentials = Credentials.of(AuthTarget.SERVER, AuthScheme.NTLM, user, password)) {
            user[0] = 'X';
            password[0] = 'X';
            try (NativeCredentials copy = credentials.allocate(arena)) {
                assertThat(WideString.read(BG_BASIC_CREDENTIALS.UserName(texts(copy.segment())))).isEqualTo("user");
                assertThat(WideString.read(BG_BASIC_CREDENTIALS.Password(texts(copy.segment())))).isEqualTo("password");
            }
        }
        assertThat(password).as("the caller's").startsWith('X', 'a');
    }

    @Test
    void closed_ones_are_good_for_nothing() {
        Credentials credentials = basic("user", "password");
        credentials.close();
        credentials.close();
        try (Arena arena = Arena.ofConfined()) {
            assertThatIllegalStateException().isThrownBy(() -> credentials.allocate(arena))
                    .withMessage("the credentials are closed");
        }
    }

    @Test
    void the_text_shows_target_and_scheme_only() {
        try (Credentials explicit = basic("somebody", "password");
                Credentials implicit = Credentials.implicit(AuthTarget.PROXY, AuthScheme.NEGOTIATE)) {
            assertThat(explicit).hasToString("Credentials[target=SERVER, scheme=BASIC]");
            assertThat(implicit).hasToString("Credentials[target=PROXY, scheme=NEGOTIATE, implicit]");
            assertThat(explicit.target()).isEqualTo(AuthTarget.SERVER);
            assertThat(explicit.scheme()).isEqualTo(AuthScheme.BASIC);
            assertThat(explicit.isImplicit()).isFalse();
        }
    }
}
