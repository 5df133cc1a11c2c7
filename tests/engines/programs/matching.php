<?php
// The protocol is told in tests/engines/matching.py.
declare(strict_types=1);

$patterns = [];
while (($line = fgets(STDIN)) !== false) {
    $said = base64_decode(substr(rtrim($line, "\n"), 2), true);
    if ($line[0] === "p") {
        $patterns[] = "/$said/u";
        continue;
    }
    foreach ($patterns as $pattern) {
        $found = preg_match($pattern, $said);
        if ($found === false) {
            // Not the same as "does not match": a limit was reached, or the pattern is none.
            fwrite(STDERR, preg_last_error_msg());
            exit(1);
        }
        echo $found;
    }
    echo "\n";
}
