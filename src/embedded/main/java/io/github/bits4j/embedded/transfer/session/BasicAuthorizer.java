package io.github.bits4j.embedded.transfer.session;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The scheme Basic (RFC 7617). */
final class BasicAuthorizer implements Authorizer {
    private final String value;

    BasicAuthorizer(Challenge challenge, String user, String password) {
        String text = user + ":" + password;
        boolean told = challenge.parameter("charset").filter("UTF-8"::equalsIgnoreCase).isPresent();
        // Where nothing is said, servers read what one byte can hold in the older way.
        Charset charset = told || !StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)
                ? StandardCharsets.UTF_8
                : StandardCharsets.ISO_8859_1;
        value = "Basic " + Base64.getEncoder().encodeToString(text.getBytes(charset));
    }

    @Override
    public String authorize(String method, String target) {
        return value;
    }
}
