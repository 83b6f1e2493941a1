package io.github.bits4j.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.embedded.transfer.upload.BitsUploadServer;
import io.github.bits4j.tests.support.PeerCacheService;
import org.junit.jupiter.api.Test;

/** Who may see whom inside the modules. */
class ArchitectureTest {
    private static final String ROOT = "io.github.bits4j";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPackages(ROOT).that(DescribedPredicate.not(resideInAPackage(ROOT + ".tests..")));

    @Test
    void all_of_it_is_looked_at() {
        assertThat(CLASSES.contain(EmbeddedService.class)).isTrue();
        assertThat(CLASSES.contain("io.github.bits4j.com.ComVtable")).isTrue();
        assertThat(CLASSES.contain("io.github.bits4j.embedded.queue.Job")).isTrue();
    }

    @Test
    void the_com_runtime_sees_java_and_its_own_bindings_only() {
        classes().that().resideInAPackage(ROOT + ".com")
                .should().onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "org.jspecify..", ROOT + ".com", ROOT + ".bindings.com"))
                .check(CLASSES);
    }

    @Test
    void the_api_sees_the_runtime_and_the_bindings_only() {
        classes().that().resideInAPackage(ROOT)
                .should().onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "javax.security.auth.x500..", "org.jspecify..", ROOT, ROOT + ".internal", ROOT + ".com",
                        ROOT + ".bindings.."))
                .check(CLASSES);
    }

    @Test
    void the_api_of_delivery_optimization_sees_that_of_bits_too_and_is_not_seen_by_it() {
        classes().that().resideInAPackage(ROOT + ".deliveryoptimization")
                .should().onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT,
                        ROOT + ".deliveryoptimization", ROOT + ".internal", ROOT + ".com", ROOT + ".bindings.com",
                        ROOT + ".bindings.deliveryoptimization"))
                .check(CLASSES);
    }

    @Test
    void what_both_apis_share_sees_neither() {
        classes().that().resideInAPackage(ROOT + ".internal")
                .should().onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + ".internal",
                        ROOT + ".com", ROOT + ".bindings.com"))
                .check(CLASSES);
    }

    @Test
    void the_bindings_see_nothing_of_ours() {
        classes().that().resideInAPackage(ROOT + ".bindings..")
                .should().onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + ".bindings.."))
                .check(CLASSES);
    }

    @Test
    void the_embedded_engine_knows_nothing_of_foreign_memory() {
        noClasses().that().resideInAnyPackage(
                        ROOT + ".embedded.queue..", ROOT + ".embedded.transfer..", ROOT + ".embedded.store..")
                .should().dependOnClassesThat(resideInAnyPackage(
                        "java.lang.foreign..", ROOT + ".bindings..", ROOT + ".embedded.face.."))
                .check(CLASSES);
    }

    @Test
    void the_store_sees_java_only() {
        classes().that().resideInAPackage(ROOT + ".embedded.store")
                .should().onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", ROOT + ".embedded.store"))
                .check(CLASSES);
    }

    @Test
    void the_transfer_knows_nothing_of_the_queue() {
        noClasses().that().resideInAPackage(ROOT + ".embedded.transfer..")
                .should().dependOnClassesThat(resideInAPackage(ROOT + ".embedded.queue.."))
                .check(CLASSES);
    }

    @Test
    void the_walks_of_the_slot_coverage_use_the_typed_api_alone() {
        DescribedPredicate<JavaClass> servers = JavaClass.Predicates.belongToAnyOf(
                ScriptedServer.class, BitsUploadServer.class, TestKeys.class, PeerCacheService.class);
        classes().that().resideInAPackage(ROOT + ".tests.coverage").and().haveSimpleNameEndingWith("Walk")
                .should().onlyDependOnClassesThat(servers.or(resideInAnyPackage("java.io", "java.lang", "java.lang.invoke",
                        "java.net", "java.nio.file", "java.security.cert", "java.time", "java.util..", "javax.net.ssl", "org.junit..", "org.assertj..",
                        ROOT, ROOT + ".deliveryoptimization", ROOT + ".testkit", ROOT + ".tests.coverage")))
                .check(new ClassFileImporter().importPackages(ROOT + ".tests.coverage"));
    }

    @Test
    void the_library_never_ends_the_jvm() {
        DescribedPredicate<JavaClass> ours = resideInAPackage(ROOT + "..").and(DescribedPredicate.not(
                resideInAPackage(ROOT + ".cli..")));
        noClasses().that(ours).should().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }
}
