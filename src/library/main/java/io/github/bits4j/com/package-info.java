@NullMarked
package io.github.bits4j.com;

import org.jspecify.annotations.NullMarked;
