@NullMarked
package io.github.bits4j.embedded;

import org.jspecify.annotations.NullMarked;
