package io.github.bits4j.com;

import java.util.Optional;

/** What can be said of an HTTP status by its first digit: for the statuses that {@code hresults.txt} does not list. */
enum HttpStatusClass {
    INFORMATIONAL("an informational status", "Look for a server or proxy that sends this status as its last answer."),
    SUCCESS("an unusual success", "Have the server answer with 200, or with 206 for a range."),
    REDIRECTION("a redirection",
            "Use the URL to which the server redirects, or allow redirects in the job's security flags."),
    CLIENT_ERROR("a client error", "Correct the URL or the job's settings, and resume the job."),
    SERVER_ERROR("a server error", "Wait until the server is mended, look into its log, and resume the job."),
    UNKNOWN("of no known class", "Look at the server's answer, and for a proxy that alters it.");

    private final String words;
    private final String remedy;

    HttpStatusClass(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    private static HttpStatusClass of(int status) {
        return switch (status / 100) {
            case 1 -> INFORMATIONAL;
            case 2 -> SUCCESS;
            case 3 -> REDIRECTION;
            case 4 -> CLIENT_ERROR;
            case 5 -> SERVER_ERROR;
            default -> UNKNOWN;
        };
    }

    /** An entry like the catalogue's, if the value reports an HTTP status. */
    static Optional<HResultCatalogue.Entry> find(int hresult) {
        return HResult.httpStatus(hresult).stream().mapToObj(status -> of(status).entry(hresult, status)).findFirst();
    }

    private HResultCatalogue.Entry entry(int hresult, int status) {
        return new HResultCatalogue.Entry(hresult, "BG_E_HTTP_ERROR_" + status,
                "The server answered with HTTP status %d (%s).".formatted(status, words), Optional.of(remedy));
    }
}
