using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Server.Tests.Fuzz;

/// <summary>Everything that is changed in a request that was right. The same seed makes the same shots.</summary>
public sealed class Mutations(Samples samples, int seed)
{
    private const string Json = "application/json";
    private static readonly string[] Methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "BREW",
    ];
    private static readonly string[] Types =
    [
        "application/json; charset=utf-7",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/json; charset=nonsense",
        "application/json; charset=\"utf-8\"",
        "application/json; charset=",
        "application/json; charset",
        "application/json;",
        "APPLICATION/JSON; CHARSET=UTF-8",
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/problem+json",
        "garbage",
        ";",
        "",
        "application/json, application/json",
        "application/json; charset=utf-8; charset=utf-7",
    ];

    /// <summary>Numbers and texts at the ends of what a parameter may hold, and beyond.</summary>
    public static readonly string[] Extremes =
    [
        "-9223372036854775809",
        "-9223372036854775808",
        "-9223372036854775807",
        "-2147483649",
        "-2147483648",
        "-1",
        "-0",
        "0",
        "1",
        "2147483647",
        "2147483648",
        "4294967296",
        "9007199254740991",
        "9007199254740992",
        "9223372036854775806",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615",
        "18446744073709551616",
        "1.0",
        "1.5",
        "1e3",
        "1e400",
        "NaN",
        "Infinity",
        "0x10",
        "+1",
        "%201",
        "1%20",
        "01",
        "",
        "%20",
        "true",
        "null",
        "[1]",
        "%7B%7D",
        "%E4%B8%80",
        "%D9%A1",
        "%EF%BC%91",
        "%00",
        "%0A",
        "%FF",
        "%C3%28",
        "%ED%A0%80",
        "..",
        "%2e%2e",
        "%2F",
        "%25",
        "%252F",
        "a%2Cb",
        "'%20OR%201=1",
        "%3Cscript%3E",
        new string('9', 400),
        new string('a', 2_000),
        "%F0%9F%9A%A7",
    ];

    public IEnumerable<Shot> Of(Operation operation)
    {
        var body =
            operation.BodySchema is { } schema && operation.BodyType == Json
                ? samples.BodyOf(operation) ?? samples.Make(schema, "")
                : null;
        var bytes = body is null
            ? operation.BodyType is null
                ? null
                : samples.Octets
            : Bytes(body);
        var right = new Shot("right", operation.Method, samples.PathOf(operation), bytes, operation.BodyType);
        yield return right;
        foreach (var shot in OfMethods(right).Concat(OfParameters(operation, right)))
            yield return shot;
        foreach (
            var shot in body is null
                ? OfStrangeBodies(right)
                : OfTypes(right).Concat(OfBytes(right)).Concat(OfMembers(right, body))
        )
            yield return shot;
    }

    private static IEnumerable<Shot> OfMethods(Shot right) =>
        Methods
            .Where(method => method != right.Method)
            .SelectMany(method =>
                new[]
                {
                    right with
                    {
                        Mutation = $"method {method}",
                        Method = method,
                    },
                    right with
                    {
                        Mutation = $"method {method} without a body",
                        Method = method,
                        Body = null,
                    },
                }
            );

    private IEnumerable<Shot> OfParameters(Operation operation, Shot right)
    {
        foreach (var parameter in operation.Parameters)
        {
            foreach (var value in Extremes)
                yield return right with
                {
                    Mutation = $"{parameter.Name} = {value[..Math.Min(value.Length, 30)]}",
                    Path = samples.PathOf(operation, parameter.Name, value),
                };
            if (parameter.IsInPath)
                continue;
            yield return right with
            {
                Mutation = $"no {parameter.Name}",
                Path = samples.PathOf(operation, parameter.Name, null),
            };
            yield return right with
            {
                Mutation = $"{parameter.Name} twice",
                Path = samples.PathOf(operation, parameter.Name, $"1&{parameter.Name}=2"),
            };
            yield return right with
            {
                Mutation = $"{parameter.Name}[]",
                Path = samples.PathOf(operation, parameter.Name, $"1&{parameter.Name}[]=2"),
            };
        }
        yield return right with
        {
            Mutation = "query of a stranger",
            Path = right.Path + (right.Path.Contains('?') ? "&" : "?") + "x=%FF&=&&a[b]=1",
        };
    }

    private static IEnumerable<Shot> OfTypes(Shot right) =>
        Types
            .Select(type => right with { Mutation = $"type {type}", ContentType = type })
            .Append(right with { Mutation = "no type", ContentType = null })
            .Append(right with { Mutation = "no body", Body = null });

    private static IEnumerable<Shot> OfStrangeBodies(Shot right)
    {
        foreach (var type in new[] { Json, "application/octet-stream", "text/plain", "garbage", null })
        foreach (var body in new byte[][] { [], "{}"u8.ToArray(), "null"u8.ToArray(), new byte[10_000] })
            yield return right with
            {
                Mutation = $"{body.Length} bytes of {type}",
                Body = body,
                ContentType = type,
            };
    }

    private static IEnumerable<Shot> OfBytes(Shot right)
    {
        var text = Encoding.UTF8.GetString(right.Body!);
        var first =
            text.IndexOf('"', StringComparison.Ordinal) is var at && at < 0
                ? ""
                : text[(at + 1)..text.IndexOf('"', at + 1)];
        (string, string)[] texts =
        [
            ("empty", ""),
            ("white space", " "),
            ("null", "null"),
            ("true", "true"),
            ("a number", "5"),
            ("a text", "\"x\""),
            ("an array", "[]"),
            ("an empty object", "{}"),
            ("array around", $"[{text}]"),
            ("two values", text + text),
            ("trailing comma", text[..^1] + ",}"),
            ("comment", "/* x */" + text),
            ("cut", text[..(text.Length / 2)]),
            ("one byte less", text[..^1]),
            ("BOM", "\uFEFF" + text),
            ("NUL behind", text + "\0"),
            ("single quotes", text.Replace('"', '\'')),
            ("stranger's key", text[..^1] + (text.Length > 2 ? "," : "") + "\"stranger\":1}"),
            ("key twice", text.Length > 2 ? text[..^1] + $",\"{first}\":null}}" : "{\"a\":1,\"a\":1}"),
            (
                "key escaped twice",
                text.Length > 2 && first.Length > 0
                    ? text[..^1] + $",\"\\u{(int)first[0]:x4}{first[1..]}\":null}}"
                    : "{}"
            ),
            (
                "other case",
                first.Length == 0
                    ? "{}"
                    : text.Replace($"\"{first}\"", $"\"{first.ToUpperInvariant()}\"", StringComparison.Ordinal)
            ),
            ("lone surrogate as a key", "{\"\\ud800\":1}"),
            ("empty key", "{\"\":1}"),
            ("proto", "{\"__proto__\":{\"x\":1},\"$type\":\"System.Object\",\"$ref\":\"1\"}"),
            ("deep arrays", new string('[', 5_000)),
            ("deep objects", string.Concat(Enumerable.Repeat("{\"a\":", 5_000))),
            ("deep and closed", new string('[', 200) + new string(']', 200)),
            ("long key", $"{{\"{new string('k', 20_000)}\":1}}"),
        ];
        foreach (var (name, changed) in texts)
            yield return right with
            {
                Mutation = name,
                Body = Encoding.UTF8.GetBytes(changed),
            };
        foreach (
            var (name, bytes) in new (string, byte[])[]
            {
                ("broken UTF-8", [.. right.Body!.AsSpan(0, 2), 0xFF, 0xFE, .. right.Body.AsSpan(2)]),
                ("overlong UTF-8", [0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x3A, 0x31, 0x7D]),
                ("UTF-16", Encoding.Unicode.GetBytes(text)),
                ("UTF-32", Encoding.UTF32.GetBytes(text)),
                ("zeros", new byte[500]),
            }
        )
            yield return right with
            {
                Mutation = name,
                Body = bytes,
            };
        yield return right with
        {
            Mutation = "above the limit",
            Body = [.. Enumerable.Repeat((byte)' ', 9 << 20)],
        };
    }

    // Each place of the body in turn; what it becomes is every kind of value.
    private IEnumerable<Shot> OfMembers(Shot right, JsonNode body)
    {
        var random = new Random(seed);
        foreach (var place in Places(body, []).ToList())
        {
            foreach (var (name, value) in Values(At(body, place), random))
                yield return With(right, $"{Print(place)} = {name}", Changed(body, place, value));
            if (place.Count > 0)
                yield return With(right, $"{Print(place)} missing", Removed(body, place));
        }
    }

    private static IEnumerable<(string, string)> Values(JsonNode? before, Random random)
    {
        foreach (
            var number in new[]
            {
                "-9223372036854775808",
                "-1",
                "0",
                "2147483648",
                "9007199254740993",
                "9223372036854775807",
                "9223372036854775808",
                "1.5",
                "1.0",
                "1e3",
                "1e999",
                "-0",
                new string('9', 400),
            }
        )
            yield return ($"number {number[..Math.Min(number.Length, 24)]}", number);
        foreach (
            var (name, value) in new[]
            {
                ("null", "null"),
                ("true", "true"),
                ("object", "{}"),
                ("array", "[]"),
                ("array of null", "[null]"),
                ("array of arrays of null", "[[null]]"),
                ("object in it", "{\"a\":{\"b\":[1]}}"),
                ("empty text", "\"\""),
            }
        )
            yield return (name, value);
        foreach (
            var text in new[]
            {
                "x",
                " ",
                "\\u0000",
                "\\ud800",
                "\\udc00x",
                "a\\nb",
                "\\u202e",
                "\\ufeff",
                "%s%n",
                "../../etc/passwd",
                "AAAA====",
                "AAA=",
                "AB==",
                "AA AA",
                "🚧",
                "0",
                "Host",
                "host",
                new string('x', 40_000),
                new string('A', 4_000),
            }
        )
            yield return ($"text {text[..Math.Min(text.Length, 16)]}", $"\"{text}\"");
        if (
            before is JsonValue known
            && known.GetValueKind() == JsonValueKind.String
            && known.ToString() is { Length: > 0 } right
        )
        {
            var at = random.Next(right.Length);
            yield return (
                "one letter other",
                JsonSerializer.Serialize(right[..at] + (right[at] == 'b' ? 'c' : 'b') + right[(at + 1)..])
            );
            yield return ("one letter less", JsonSerializer.Serialize(right[..^1]));
            yield return ("twice", JsonSerializer.Serialize(right + right));
        }
        if (before is JsonArray list)
            yield return (
                "a thousand of them",
                $"[{string.Join(',', Enumerable.Repeat(list.Count > 0 ? list[0]?.ToJsonString() ?? "null" : "null", 1_000))}]"
            );
    }

    private static IEnumerable<IReadOnlyList<object>> Places(JsonNode? node, IReadOnlyList<object> at)
    {
        yield return at;
        if (node is JsonObject members)
            foreach (var (name, value) in members)
            foreach (var place in Places(value, [.. at, name]))
                yield return place;
        if (node is JsonArray { Count: > 0 } list)
            foreach (var place in Places(list[0], [.. at, 0]))
                yield return place;
    }

    private static JsonNode? At(JsonNode? node, IEnumerable<object> place) =>
        place.Aggregate(node, (inner, step) => step is string name ? inner![name] : inner![(int)step]);

    // By text and not by node: a value may be something that no node can hold.
    private static string Changed(JsonNode body, IReadOnlyList<object> place, string value)
    {
        if (place.Count == 0)
            return value;
        const string mark = "\"@@mark@@\"";
        var copy = body.DeepClone();
        var parent = At(copy, place.SkipLast(1))!;
        if (place[^1] is string name)
            parent[name] = "@@mark@@";
        else
            parent[(int)place[^1]] = "@@mark@@";
        return copy.ToJsonString(Samples.Plain).Replace(mark, value, StringComparison.Ordinal);
    }

    private static string Removed(JsonNode body, IReadOnlyList<object> place)
    {
        var copy = body.DeepClone();
        var parent = At(copy, place.SkipLast(1))!;
        if (place[^1] is string name)
            parent.AsObject().Remove(name);
        else
            parent.AsArray().RemoveAt((int)place[^1]);
        return copy.ToJsonString(Samples.Plain);
    }

    private static Shot With(Shot right, string mutation, string body) =>
        right with
        {
            Mutation = mutation,
            Body = Encoding.UTF8.GetBytes(body),
        };

    private static byte[] Bytes(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString(Samples.Plain));

    private static string Print(IReadOnlyList<object> place) =>
        "$" + string.Concat(place.Select(step => step is string name ? $".{name}" : $"[{step}]"));
}
