import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'

type Toast = { text: string; action?: { label: string; run: () => void }; ms?: number }
const ToastContext = createContext<(toast: Toast | string | null) => void>(() => undefined)

const SHOWN_MS = 6_000

/** One sentence at the bottom that says what was done; it goes by itself and never holds the only way to something. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const show = useCallback((next: Toast | string | null) => {
    clearTimeout(timer.current)
    const whole = typeof next === 'string' ? { text: next } : next
    setToast(whole)
    if (whole) timer.current = setTimeout(() => setToast(null), whole.ms ?? SHOWN_MS)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div role="status" aria-live="polite">
        {toast && (
          <div className="toast">
            <span>{toast.text}</span>
            {toast.action && (
              <button type="button" onClick={toast.action.run}>
                {toast.action.label}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext.Provider>
  )
}

export const useToast = () => useContext(ToastContext)
