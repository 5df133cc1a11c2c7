// The protocol is told in tests/engines/matching.py.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

final class Matching {
    public static void main(String[] arguments) throws Exception {
        List<Pattern> patterns = new ArrayList<>();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String said = new String(Base64.getDecoder().decode(line.substring(2)), StandardCharsets.UTF_8);
            if (line.charAt(0) == 'p') {
                patterns.add(Pattern.compile(said));
                continue;
            }
            var answers = new StringBuilder();
            for (Pattern pattern : patterns) {
                boolean found = pattern.matcher(said).matches();
                if (found != pattern.matcher(said).find()) {
                    throw new IllegalStateException("matches() and find() differ: the pattern is not anchored");
                }
                answers.append(found ? '1' : '0');
            }
            System.out.println(answers);
        }
    }
}
