package io.github.bits4j.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No public method of the API is without a test that calls it. */
class TestedApiTest {
    private static final String API = "io.github.bits4j";
    private static final Set<String> PACKAGES = Set.of(API, API + ".deliveryoptimization", API + ".embedded");
    /** Of enums and records the compiler makes them, or they make text for people. */
    private static final Set<String> OF_ANY_CLASS = Set.of("equals", "hashCode", "toString", "values", "valueOf");

    @Test
    void every_public_method_is_called_by_a_test() {
        List<Location> places = new ArrayList<>(Locations.ofPackage(API));
        for (String module : List.of("library", "embedded")) {
            Path unitTests = Path.of("..", module, "target", "test-classes");
            assertThat(unitTests).isDirectory();
            places.add(Location.of(unitTests));
        }
        var classes = new ClassFileImporter().importLocations(places);
        Set<String> called = classes.stream().filter(TestedApiTest::isOfTests)
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .map(access -> name(access.getTargetOwner(), access.getTarget().getName(), access.getTarget().getRawParameterTypes()))
                .collect(Collectors.toSet());
        List<JavaMethod> methods = classes.stream()
                .filter(type -> PACKAGES.contains(type.getPackageName()) && !isOfTests(type) && isSeen(type))
                .flatMap(type -> type.getMethods().stream()).filter(TestedApiTest::counts).toList();
        assertThat(methods).hasSizeGreaterThan(300);
        assertThat(methods).filteredOn(method -> owners(method).noneMatch(
                owner -> called.contains(name(owner, method.getName(), method.getRawParameterTypes())))).isEmpty();
    }

    private static String name(JavaClass owner, String method, List<JavaClass> parameters) {
        return owner.getName() + "." + method + parameters.stream().map(JavaClass::getName).toList();
    }

    /** By whose name a caller may have it: a class that is not public is not named at all. */
    private static Stream<JavaClass> owners(JavaMethod method) {
        return Stream.concat(Stream.of(method.getOwner()), method.getOwner().getAllSubclasses().stream());
    }

    private static boolean isOfTests(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getPackageName().startsWith(API + ".tests") || outer.getSimpleName().endsWith("Test");
    }

    /** Public, or what public classes inherit from. */
    private static boolean isSeen(JavaClass type) {
        return type.getModifiers().contains(PUBLIC)
                || type.getSubclasses().stream().anyMatch(heir -> heir.getModifiers().contains(PUBLIC));
    }

    private static boolean counts(JavaMethod method) {
        JavaClass owner = method.getOwner();
        boolean component = owner.isRecord() && method.getRawParameterTypes().isEmpty()
                && owner.tryGetField(method.getName()).isPresent();
        boolean calledByService = owner.isInterface() && !method.getModifiers().contains(STATIC);
        return method.getModifiers().contains(PUBLIC) && !method.getModifiers().contains(SYNTHETIC)
                && !OF_ANY_CLASS.contains(method.getName()) && !component && !calledByService;
    }
}
