/**
 * For tests of programs that use bits4j. {@link io.github.bits4j.testkit.BitsTestKit} has it all;
 * {@link io.github.bits4j.testkit.BitsExtension} gives one to each test of JUnit.
 */
@NullMarked
package io.github.bits4j.testkit;

import org.jspecify.annotations.NullMarked;
