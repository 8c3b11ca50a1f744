using System.Text.Json;

namespace Trading.Streams.Tests;

public class KeyPrintTests
{
    [Fact]
    public void Fingerprints_are_those_that_openssl_makes()
    {
        using var file = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Root(), "tests", "vectors", "key-prints.json"))
        );
        var cases = file.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.NotEmpty(cases);
        foreach (var one in cases)
            Assert.Equal(
                one.GetProperty("print").GetString(),
                KeyPrint.Of(one.GetProperty("key").GetBytesFromBase64())
            );
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Trading.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Trading.slnx was not found");
        return folder;
    }
}
