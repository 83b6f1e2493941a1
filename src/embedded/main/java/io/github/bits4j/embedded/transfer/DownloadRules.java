package io.github.bits4j.embedded.transfer;

/**
 * What a job says of its downloads.
 *
 * @param method the verb; with any but GET nothing is resumed
 * @param dynamic whether the content need not have a size and is never resumed
 * @param limit how many bytes the file may have
 * @param oneByOne whether a request asks for one range only; otherwise for several, which not every server gives
 */
public record DownloadRules(String method, boolean dynamic, long limit, boolean oneByOne) {
    public static final DownloadRules USUAL = new DownloadRules("GET", false, Long.MAX_VALUE, false);

    /** Whether what is there may be of use for the next attempt. */
    boolean resumes() {
        return !dynamic && method.equals("GET");
    }
}
