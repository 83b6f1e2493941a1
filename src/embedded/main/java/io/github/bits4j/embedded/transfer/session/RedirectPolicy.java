package io.github.bits4j.embedded.transfer.session;

/**
 * Which redirects are followed.
 *
 * @param reaction to one
 * @param downgrade whether one from https to http is followed at all
 */
record RedirectPolicy(Reaction reaction, boolean downgrade) {
    enum Reaction {
        FOLLOW,
        /** Follow, and the file's remote name becomes the new one. */
        REPORT,
        REFUSE
    }

    private static final int MASK = 0x700;
    private static final int REPORT = 0x100;
    private static final int DISALLOW = 0x200;
    private static final int HTTPS_TO_HTTP = 0x800;
    /** The bits that have a meaning. */
    static final int KNOWN = REPORT | DISALLOW | HTTPS_TO_HTTP;

    /** By the bits BG_HTTP_REDIRECT_POLICY_… of the security flags. */
    static RedirectPolicy of(int flags) {
        Reaction reaction = switch (flags & MASK) {
            case 0 -> Reaction.FOLLOW;
            case REPORT -> Reaction.REPORT;
            default -> Reaction.REFUSE;
        };
        return new RedirectPolicy(reaction, (flags & HTTPS_TO_HTTP) != 0);
    }
}
