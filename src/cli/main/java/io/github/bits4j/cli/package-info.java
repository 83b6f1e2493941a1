@NullMarked
package io.github.bits4j.cli;

import org.jspecify.annotations.NullMarked;
