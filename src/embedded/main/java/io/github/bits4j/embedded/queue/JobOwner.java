package io.github.bits4j.embedded.queue;

/**
 * To whom a job belongs.
 *
 * @param user his name
 * @param administrator whether he made the job, or took it, as an administrator
 */
public record JobOwner(String user, boolean administrator) {
    /** The user of this process, who is like any other. */
    public static JobOwner ofProcess() {
        return new JobOwner(System.getProperty("user.name", ""), false);
    }
}
