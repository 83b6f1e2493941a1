package io.github.bits4j.testkit;

import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.embedded.EmbeddedService;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.jspecify.annotations.Nullable;

/**
 * Gives each test of JUnit a {@link BitsTestKit} of its own, and closes it after the test.
 *
 * <p>Methods of a test get as parameters, each if they ask for it: the {@link BitsTestKit}, its {@link BackgroundCopyManager},
 * {@link EmbeddedService}, {@link LoopbackServer}, {@link ManualClock}, and its directory as a {@link Path} without annotations.
 *
 * <pre>{@code
 * @ExtendWith(BitsExtension.class) // a service that behaves as BITS does
 * }</pre>
 * or, as a field of the test class,
 * <pre>{@code
 * @RegisterExtension
 * final BitsExtension bits = new BitsExtension(ServiceKind.DELIVERY_OPTIMIZATION);
 * }</pre>
 * {@link #stored()} makes it one whose services can be started again ({@link BitsTestKit#restart()}); what the test got as a
 * parameter is of the first service then, and the testkit has the others.
 */
public final class BitsExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Map<Class<?>, Function<BitsTestKit, Object>> PARTS = Map.of(
            BitsTestKit.class, kit -> kit,
            BackgroundCopyManager.class, BitsTestKit::manager,
            EmbeddedService.class, BitsTestKit::service,
            LoopbackServer.class, BitsTestKit::server,
            ManualClock.class, BitsTestKit::clock,
            Path.class, BitsTestKit::directory);

    /** One extension may serve many tests at a time: what is a test's is in its store. */
    private final ExtensionContext.Namespace namespace = ExtensionContext.Namespace.create(BitsExtension.class, this);
    private final ServiceKind kind;
    private final boolean stored;

    /** With services that behave as BITS does. */
    public BitsExtension() {
        this(ServiceKind.BITS);
    }

    /** With services that behave as the given one does. */
    public BitsExtension(ServiceKind kind) {
        this(kind, false);
    }

    private BitsExtension(ServiceKind kind, boolean stored) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.stored = stored;
    }

    /** The same, with services that can be started again. */
    public BitsExtension stored() {
        return new BitsExtension(kind, true);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context).put(BitsTestKit.class, stored ? BitsTestKit.startStored(kind) : BitsTestKit.start(kind));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        BitsTestKit kit = store(context).remove(BitsTestKit.class, BitsTestKit.class);
        if (kit != null) {
            kit.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext context, ExtensionContext test) {
        Parameter parameter = context.getParameter();
        boolean others = parameter.getType() == Path.class && parameter.getAnnotations().length > 0;
        return PARTS.containsKey(parameter.getType()) && !others && kit(test) != null;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext context, ExtensionContext test) {
        Function<BitsTestKit, Object> part = PARTS.get(context.getParameter().getType());
        BitsTestKit kit = kit(test);
        return part == null || kit == null ? null : part.apply(kit);
    }

    /** Null for what runs outside of a test: constructors, and methods before and after all. */
    private @Nullable BitsTestKit kit(ExtensionContext test) {
        return store(test).get(BitsTestKit.class, BitsTestKit.class);
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }
}
