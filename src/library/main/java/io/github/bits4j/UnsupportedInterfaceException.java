package io.github.bits4j;

import java.io.Serial;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The service has no such interface: it is an older one, or one with rules of its own. */
public final class UnsupportedInterfaceException extends UnsupportedOperationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String REMEDY = "Do without it, or use a service or a version of Windows that has it.";

    private final String interfaceName;
    private final ServiceKind service;

    UnsupportedInterfaceException(String interfaceName, ServiceKind service) {
        super("the service, " + service + ", does not support " + interfaceName + features(interfaceName) + ". " + REMEDY);
        this.interfaceName = interfaceName;
        this.service = service;
    }

    private static String features(String interfaceName) {
        EnumSet<JobFeature> features = JobFeature.of(interfaceName);
        return features.isEmpty() ? "" : features.stream().map(JobFeature::name)
                .collect(Collectors.joining(", ", " (", "), of BITS " + features.iterator().next().since()));
    }

    /** What needs the interface, such as COMMAND_LINE; none for one that is not a job's. */
    public Set<JobFeature> features() {
        return JobFeature.of(interfaceName);
    }

    /** The interface that is not there, such as {@code IBackgroundCopyJob2}. */
    public String interfaceName() {
        return interfaceName;
    }

    /** Which service was asked. */
    public ServiceKind service() {
        return service;
    }

    /** What can be done about it, in a sentence that the message has too. */
    public String remedy() {
        return REMEDY;
    }
}
