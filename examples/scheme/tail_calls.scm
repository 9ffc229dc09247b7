;; examples/scheme/tail_calls.scm -- a call in last place takes no room: these loops could run for ever

(define (count-down n)
  (cond ((= n 0) 'landed)
        (else (count-down (- n 1)))))
(write (count-down 100000)) (newline)

;; Two procedures that end in each other.
(define (even-steps? n) (or (= n 0) (odd-steps? (- n 1))))
(define (odd-steps? n) (and (not (= n 0)) (even-steps? (- n 1))))
(write (list (even-steps? 20000) (odd-steps? 20000))) (newline)

(write (do ((i 0 (+ i 1)) (sum 0 (+ sum i))) ((= i 10000) sum))) (newline)
