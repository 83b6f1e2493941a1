@NullMarked
package io.github.bits4j;

import org.jspecify.annotations.NullMarked;
