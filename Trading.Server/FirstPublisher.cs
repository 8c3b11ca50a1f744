using Trading.Server.People;

namespace Trading.Server;

/// <summary>
/// <c>Trading.Server --make-publisher NAME --certificate FILE --data DIR</c>: the first one who may publish, made by
/// whoever holds the server's folder while the server is stopped. Later ones are made by managers.
/// </summary>
public static class FirstPublisher
{
    public const string Word = "--make-publisher";

    public const string Usage = $"""
               Trading.Server {Word} NAME --certificate FILE --data DIR
          {Word} NAME   let the certificate's holder publish sessions as NAME; the server must be stopped
          --certificate FILE   certificate (DER) whose key gets the right
        """;

    /// <summary>0 when it is done or was so before, 1 when it was refused, 2 when the words make no sense.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter error)
    {
        if (!TryParse(words, out var name, out var file, out var data))
        {
            await error.WriteLineAsync(ServerOptions.Usage);
            return 2;
        }
        var why = await WhyNotAsync(name, file, data);
        if (why is null)
            return 0;
        await error.WriteLineAsync($"Trading.Server {Word}: {why}");
        return 1;
    }

    // Null when it is done.
    private static async Task<string?> WhyNotAsync(string name, string file, string data)
    {
        if (!PublisherOffice.IsName(name))
            return "NAME has 1 to 100 letters, without white space around it";
        if (Read(file) is not { } certificate)
            return $"{file} is no certificate of P-256 in DER";
        return await MakeAsync(data, name, certificate.Key);
    }

    private static async Task<string?> MakeAsync(string data, string name, byte[] key)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<Clock>()
            .AddSingleton(_ => new DataFolder(data));
        await using var provider = services.AddStaff().BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        try
        {
            var office = scope.ServiceProvider.GetRequiredService<PublisherOffice>();
            return (await office.GiveToKeyAsync("command-line", name, key)).Refusal?.Detail;
        }
        catch (InvalidOperationException taken) when (taken.InnerException is IOException)
        {
            return $"{taken.Message}: stop it first";
        }
    }

    private static Certificate? Read(string file)
    {
        try
        {
            return Certificate.TryParse(File.ReadAllBytes(file), out var certificate) ? certificate : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool TryParse(IReadOnlyList<string> words, out string name, out string file, out string data)
    {
        (name, file, data) = ("", "", "");
        for (var i = 0; i + 1 < words.Count; i += 2)
            if (words[i] == Word)
                name = words[i + 1];
            else if (words[i] == "--certificate")
                file = words[i + 1];
            else if (words[i] == "--data")
                data = words[i + 1];
            else
                return false;
        return words.Count % 2 == 0 && name.Length > 0 && file.Length > 0 && data.Length > 0;
    }
}
