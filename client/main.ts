// One page, two entries: the wall loads neither the component library nor the desks.
if (location.pathname === '/wall')
  import('./wall/main.ts').catch(() => {
    // Nobody stands before it: the server may be starting, or have been replaced a moment ago.
    setTimeout(() => location.reload(), 5_000);
  });
else void import('./desk.ts');
