namespace Trading.Trustee.Tests;

/// <summary>Where a process dies.</summary>
public enum Where
{
    BeforeSave,
    AfterSave,
    BeforeSend,
    AfterSend,
}

/// <summary>The process dies once, at the point of that number.</summary>
internal sealed class Fault(Where where, int point)
{
    private int left = point;

    /// <summary>Whether points are counted; what comes before stays whole.</summary>
    public bool IsArmed { get; set; } = true;

    public bool HasStruck { get; private set; }

    public void At(Where here)
    {
        if (!IsArmed || here != where || HasStruck || left-- > 0)
            return;
        HasStruck = true;
        throw new CrashException();
    }
}

internal sealed class BrokenStore(ITrusteeStore inner, Fault fault) : ITrusteeStore
{
    public IReadOnlyList<TrusteeEvent> Events() => inner.Events();

    public byte[]? Secret(string name) => inner.Secret(name);

    public void Save(IReadOnlyList<TrusteeEvent> events, IReadOnlyList<TrusteeSecret> secrets)
    {
        fault.At(Where.BeforeSave);
        inner.Save(events, secrets);
        fault.At(Where.AfterSave);
    }

    public void Dispose() => inner.Dispose();
}

internal sealed class BrokenWay(HttpMessageHandler inner, Fault fault) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var isMessage = request.RequestUri!.AbsolutePath == "/api/trustee/messages";
        if (isMessage)
            fault.At(Where.BeforeSend);
        var response = await base.SendAsync(request, cancellationToken);
        if (isMessage)
            fault.At(Where.AfterSend);
        return response;
    }
}
