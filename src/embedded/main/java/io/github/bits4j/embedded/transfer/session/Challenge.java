package io.github.bits4j.embedded.transfer.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One way in which a server asks for credentials (RFC 9110, 11.3).
 *
 * @param scheme as sent
 * @param parameters with names in any case; without the value of a scheme that has but one
 */
record Challenge(String scheme, Map<String, String> parameters) {

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    boolean is(String name) {
        return scheme.equalsIgnoreCase(name);
    }

    /** All that the headers hold, in their order; what is malformed ends its header. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> all = new ArrayList<>();
        headers.forEach(header -> new Reader(header).read(all));
        return all;
    }

    /** Commas separate both challenges and parameters: only a look ahead tells which. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        void read(List<Challenge> all) {
            Map<String, String> parameters = new TreeMap<>();
            boolean begun = false;
            while (true) {
                skip(" \t,");
                String word = token();
                if (word.isEmpty()) {
                    return;
                }
                int afterWord = at;
                skip(" \t");
                if (begun && next('=')) {
                    at++;
                    skip(" \t");
                    parameters.put(word, next('"') ? quoted() : token());
                } else {
                    at = afterWord;
                    begun = true;
                    parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    all.add(new Challenge(word, parameters));
                    skip(" \t");
                    skipSoleValue();
                }
            }
        }

        /** Such as the base64 text behind Negotiate. */
        private void skipSoleValue() {
            int begin = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at), "/")) {
                at++;
            }
            int end = at;
            skip("=");
            boolean sole = end > begin && (at == text.length() || text.charAt(at) == ',');
            if (!sole || at - end > 2) {
                at = begin;
            }
        }

        private String token() {
            int begin = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at), "")) {
                at++;
            }
            return text.substring(begin, at);
        }

        private static boolean isTokenCharacter(char c, String more) {
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            return letter || "!#$%&'*+-.^_`|~".indexOf(c) >= 0 || more.indexOf(c) >= 0;
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            at = Math.min(at + 1, text.length());
            return value.toString();
        }

        private boolean next(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private void skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
