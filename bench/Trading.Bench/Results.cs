using System.Globalization;
using System.Text.Json;

namespace Trading.Bench;

/// <summary>Prints the table and writes one JSON line for each benchmark to artifacts/bench.</summary>
internal static class Results
{
    private static readonly JsonSerializerOptions Lines = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Outcome outcome)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "bench")).FullName;
        var file = string.Concat(
            outcome.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')
        );
        var line = outcome with
        {
            Value = Math.Round(outcome.Value, 3),
            Baseline = Math.Round(outcome.Baseline, 3),
            Ratio = Math.Round(outcome.Ratio, 3),
        };
        File.WriteAllText(Path.Combine(folder, file + ".jsonl"), JsonSerializer.Serialize(line, Lines) + "\n");
    }

    public static void PrintHead()
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, "
                + $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}; ratios decide, "
                + "times do not"
        );
        Console.WriteLine($"{"", -52} {"measured", 12} {"baseline", 12} {"ratio", 7} {"goal", 7}");
    }

    public static void Print(Outcome outcome)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{outcome.Name, -52} {outcome.Value, 9:F1} {outcome.Unit} {outcome.Baseline, 9:F1} "
                    + $"{outcome.Unit} {outcome.Ratio, 7:F2} {outcome.Goal, 7:F2}  {(outcome.Pass ? "met" : "MISSED")}"
            )
        );
        foreach (var (name, value) in outcome.Facts ?? [])
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name, -50} {value, 12:N0}"));
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Trading.slnx")))
                return at.FullName;
        return Directory.GetCurrentDirectory();
    }
}
